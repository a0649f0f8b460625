namespace Guestbook;

/// <summary>The URLs of this app.</summary>
static class Routes
{
    static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app, Settings settings, Book book, Pictures pictures, Page page)
    {
        // Reports that this process serves. It does not query the database: an unavailable database is not a reason to replace the app.
        app.MapMethods("/up", Read, () => "ok");
        app.MapMethods("/version", Read, () => settings.Revision);
        app.MapMethods("/favicon.svg", Read, () => Results.Text(Style.Icon, "image/svg+xml"));
        app.MapMethods("/pictures/{id:guid}", Read, (Guid id, HttpContext http) => pictures.ServeAsync(id, http));

        app.MapGet(
            "/api/entries",
            async (string? before, string? limit, HttpContext http) =>
            {
                Guid id = default;
                int count = 0;
                if ((before is null || Guid.TryParse(before, out id)) && (limit is null || (int.TryParse(limit, out count) && count > 0)))
                {
                    var entries = await book.ListAsync(before is null ? null : id, limit is null ? null : count, http.RequestAborted);
                    return Results.Ok(entries);
                }

                return Results.Problem(
                    title: "before must be the id of an entry, and limit a number above 0.",
                    statusCode: StatusCodes.Status400BadRequest
                );
            }
        );
        app.MapGet(
            "/api/entries/{id:guid}",
            async (Guid id, HttpContext http) =>
                await book.FindAsync(id, http.RequestAborted) is { } entry
                    ? Results.Ok(entry)
                    : Results.Problem(title: "This entry does not exist.", statusCode: StatusCodes.Status404NotFound)
        );
        app.MapPost(
            "/api/entries",
            async (HttpContext http) =>
            {
                await using var form = await EntryForm.ReadAsync(http.Request, http.RequestAborted);
                if (form.Errors.Count > 0)
                    return Results.ValidationProblem(
                        form.Errors.ToDictionary(e => e.Key, e => new[] { e.Value }),
                        title: "The entry is not valid."
                    );
                var entry = await book.WriteAsync(form, http.RequestAborted);
                return Results.Created($"/api/entries/{entry.Id}", entry);
            }
        );

        app.MapMethods("/", Read, (Guid? before, HttpContext http) => ShowAsync(http, before, EntryForm.Empty));
        app.MapPost(
            "/",
            async http =>
            {
                await using var form = await EntryForm.ReadAsync(http.Request, http.RequestAborted);
                if (form.Errors.Count > 0)
                {
                    http.Response.StatusCode = StatusCodes.Status400BadRequest;
                    await ShowAsync(http, null, form);
                    return;
                }

                var entry = await book.WriteAsync(form, http.RequestAborted);
                // See Other: reloading the page does not write the entry again.
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = $"/#e-{entry.Id}";
            }
        );

        async Task ShowAsync(HttpContext http, Guid? before, EntryForm form)
        {
            var entries = await book.ListAsync(before, Page.Size + 1, http.RequestAborted);
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.ContentSecurityPolicy = Page.ContentSecurityPolicy;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.WriteAsync(page.Render(entries, before is not null, form), http.RequestAborted);
        }
    }
}
