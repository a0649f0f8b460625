namespace Guestbook;

/// <summary>Writes entries, and reads them.</summary>
sealed class Book(Entries entries, Pictures pictures, Metrics metrics, ILogger logger)
{
    public Task<List<Entry>> ListAsync(Guid? before, int? limit, CancellationToken cancellation) =>
        entries.ListAsync(before, limit, cancellation);

    public Task<Entry?> FindAsync(Guid id, CancellationToken cancellation) => entries.FindAsync(id, cancellation);

    /// <summary>
    /// Returns after the picture is stored and the row committed. The row comes last, so no entry ever points to a missing picture.
    /// </summary>
    public async Task<Entry> WriteAsync(EntryForm form, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        string? key = form.Picture is null ? null : Pictures.KeyOf(id);
        if (key is not null)
            await pictures.PutAsync(key, form.Picture!, cancellation);
        Entry entry;
        try
        {
            entry = await entries.AddAsync(id, form, key, cancellation);
        }
        catch when (key is not null)
        {
            await ForgetAsync(id, key);
            throw;
        }

        metrics.EntryWritten(form.Picture?.Content.Length);
        return entry;
    }

    /// <summary>Deletes a picture, but only if its row certainly does not exist: the failure may have come after the commit.</summary>
    async Task ForgetAsync(Guid id, string key)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            if (await entries.FindAsync(id, limit.Token) is null)
                await pictures.DeleteAsync(key, limit.Token);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The picture {Key} may remain without an entry", key);
        }
    }
}
