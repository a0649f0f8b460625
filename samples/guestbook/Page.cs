using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Guestbook;

/// <summary>The guestbook as a page. It works without scripts.</summary>
sealed class Page(Settings settings, TimeProvider time)
{
    public const int Size = 30;

    /// <summary>Allows only the sources that the page uses.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; img-src 'self'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.Css)))}'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="entries">Newest first; one more than <see cref="Size"/> when there are older ones.</param>
    /// <param name="older">Whether this is not the first page.</param>
    /// <param name="form">The refused form, for correction.</param>
    public string Render(List<Entry> entries, bool older, EntryForm form)
    {
        string revision = settings.Revision.Length > 12 ? settings.Revision[..12] : settings.Revision;
        return Html.Of(
                $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>Guestbook</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml">
                <style>{Style.Html}</style>
                </head>
                <body>
                <header>
                  <h1><a href="/">Guestbook</a></h1>
                  <p>You were here. Leave a line, and a picture if you like.</p>
                </header>
                <main>
                  {Form(form)}
                  <section class="entries" aria-label="Entries">
                    {(entries.Count == 0 ? Nothing(older) : Html.Join(entries.Take(Size).Select(One)))}
                    {Pages(entries, older)}
                  </section>
                </main>
                <footer>
                  <span>Revision <code title="{settings.Revision}">{revision}</code></span>
                  <span>Answered by <code>{settings.Task}</code></span>
                </footer>
                </body>
                </html>
                """
            )
            .ToString();
    }

    static Html Form(EntryForm form) =>
        $"""
            <form class="card" action="/" method="post" enctype="multipart/form-data">
              <h2>Sign the book</h2>
              {Error(form, "form")}
              <label for="title">Title</label>
              {Error(form, "title")}
              <input id="title" name="title" value="{form.Title}" maxlength="{EntryForm.LongestTitle}" required autocomplete="off" placeholder="Greetings from Lisbon">
              <label for="text">Text <small>optional</small></label>
              {Error(form, "text")}
              <textarea id="text" name="text" rows="5" maxlength="{EntryForm.LongestText}">{form.Text}</textarea>
              <label for="picture">Picture <small>optional</small></label>
              {Error(form, "picture")}
              <input id="picture" name="picture" type="file" accept="image/*">
              <button>Sign</button>
            </form>
            """;

    static Html Error(EntryForm form, string field) =>
        form.Errors.TryGetValue(field, out string? message) ? (Html)$"""<p class="error" role="alert">{message}</p>""" : $"";

    static Html Nothing(bool older) =>
        older
            ? (Html)$"""<div class="nothing"><p>There is nothing older.</p></div>"""
            : $"""
                <div class="nothing">
                  <svg viewBox="0 0 64 48" width="96" height="72" aria-hidden="true"><path d="M32 10C26 5 15 4 6 6v34c9-2 20-1 26 4 6-5 17-6 26-4V6C49 4 38 5 32 10zm0 0v34"/></svg>
                  <h2>The first page is still empty</h2>
                  <p>Be the one who begins.</p>
                </div>
                """;

    Html One(Entry entry) =>
        $"""
            <article class="card" id="e-{entry.Id}">
              <h2>{entry.Title}</h2>
              <time datetime="{entry.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}" title="{Exactly(
                entry.CreatedAt
            )}">{Ago(entry.CreatedAt)}</time>
              {(entry.Text.Length > 0 ? (Html)$"<p>{entry.Text}</p>" : $"")}
              {PictureOf(entry)}
            </article>
            """;

    static Html PictureOf(Entry entry)
    {
        if (entry.PictureUrl is not { } url)
            return $"";
        if (Pictures.IsShown(entry.PictureType))
            return $"""<a class="picture" href="{url}"><img src="{url}" alt="Picture of “{entry.Title}”" loading="lazy"></a>""";
        return $"""<p><a href="{url}" download>Download the attachment</a></p>""";
    }

    static Html Pages(List<Entry> entries, bool older)
    {
        bool more = entries.Count > Size;
        return older || more
            ? (Html)
                $"""
                    <nav>
                      {(older ? (Html)$"""<a href="/">Newest</a>""" : $"<span></span>")}
                      {(more ? (Html)$"""<a href="/?before={entries[Size - 1].Id}">Older entries</a>""" : $"")}
                    </nav>
                    """
            : $"";
    }

    string Ago(DateTimeOffset then)
    {
        var age = time.GetUtcNow() - then;
        return age switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => Count((int)age.TotalMinutes, "minute"),
            { TotalHours: < 24 } => Count((int)age.TotalHours, "hour"),
            { TotalDays: < 7 } => Count((int)age.TotalDays, "day"),
            _ => then.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    static string Count(int number, string unit) => number == 1 ? $"1 {unit} ago" : $"{number} {unit}s ago";

    static string Exactly(DateTimeOffset then) => then.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
