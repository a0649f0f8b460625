using Npgsql;

namespace Guestbook;

/// <summary>The entries in the database.</summary>
sealed class Entries(NpgsqlDataSource database, Transient transient)
{
    const string Columns = "id, title, text, picture_key, picture_type, created_at";

    /// <summary>Newest first.</summary>
    /// <param name="before">Only entries older than the one with this id.</param>
    /// <param name="limit">Null: all entries.</param>
    public Task<List<Entry>> ListAsync(Guid? before, int? limit, CancellationToken cancellation) =>
        transient.RunAsync(
            async token =>
            {
                await using var command = database.CreateCommand(
                    $"""
                    select {Columns} from entries
                    where $1::uuid is null or (created_at, id) < (select created_at, id from entries where id = $1)
                    order by created_at desc, id desc limit $2
                    """
                );
                command.Parameters.Add(
                    new NpgsqlParameter { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }
                );
                command.Parameters.Add(
                    new NpgsqlParameter { Value = (object?)limit ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer }
                );
                await using var reader = await command.ExecuteReaderAsync(token);
                var entries = new List<Entry>();
                while (await reader.ReadAsync(token))
                    entries.Add(Read(reader));
                return entries;
            },
            cancellation
        );

    public Task<Entry?> FindAsync(Guid id, CancellationToken cancellation) =>
        transient.RunAsync(
            async token =>
            {
                await using var command = database.CreateCommand($"select {Columns} from entries where id = $1");
                command.Parameters.AddWithValue(id);
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token) ? Read(reader) : null;
            },
            cancellation
        );

    /// <summary>Writes the entry once, even if the attempt is repeated: the caller chose the id before the first attempt.</summary>
    public Task<Entry> AddAsync(Guid id, EntryForm form, string? pictureKey, CancellationToken cancellation) =>
        transient.RunAsync(
            async token =>
            {
                // The clause changes nothing. It makes a repeated attempt return the row that it finds.
                await using var command = database.CreateCommand(
                    $"""
                    insert into entries (id, title, text, picture_key, picture_type) values ($1, $2, $3, $4, $5)
                    on conflict (id) do update set id = excluded.id returning {Columns}
                    """
                );
                command.Parameters.AddWithValue(id);
                command.Parameters.AddWithValue(form.Title);
                command.Parameters.AddWithValue(form.Text);
                command.Parameters.AddWithValue((object?)pictureKey ?? DBNull.Value);
                command.Parameters.AddWithValue((object?)form.Picture?.Type ?? DBNull.Value);
                await using var reader = await command.ExecuteReaderAsync(token);
                await reader.ReadAsync(token);
                return Read(reader);
            },
            cancellation
        );

    static Entry Read(NpgsqlDataReader reader)
    {
        var id = reader.GetGuid(0);
        bool picture = !reader.IsDBNull(3);
        return new(
            id,
            reader.GetString(1),
            reader.GetString(2),
            picture ? $"/pictures/{id}" : null,
            reader.GetFieldValue<DateTimeOffset>(5)
        )
        {
            PictureType = picture ? reader.GetString(4) : null,
        };
    }
}
