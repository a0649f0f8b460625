namespace Railhead.Model;

/// <summary>
/// Media types of the files that web apps serve. nginx's own list is where the distribution puts it, and older than some of them.
/// </summary>
static class NginxTypes
{
    public static IReadOnlyList<(string Type, string Extensions)> ByExtension { get; } =
    [
        ("text/html", "html htm"),
        ("text/css", "css"),
        ("text/javascript", "js mjs"),
        ("text/plain", "txt"),
        ("text/markdown", "md"),
        ("text/csv", "csv"),
        ("text/calendar", "ics"),
        ("text/vtt", "vtt"),
        ("application/json", "json map"),
        ("application/manifest+json", "webmanifest"),
        ("application/ld+json", "jsonld"),
        ("application/xml", "xml"),
        ("application/xhtml+xml", "xhtml"),
        ("application/atom+xml", "atom"),
        ("application/rss+xml", "rss"),
        ("application/wasm", "wasm"),
        ("application/pdf", "pdf"),
        ("application/zip", "zip"),
        ("application/gzip", "gz tgz"),
        ("image/png", "png"),
        ("image/jpeg", "jpg jpeg"),
        ("image/gif", "gif"),
        ("image/webp", "webp"),
        ("image/avif", "avif"),
        ("image/svg+xml", "svg"),
        ("image/x-icon", "ico"),
        ("image/bmp", "bmp"),
        ("image/tiff", "tif tiff"),
        ("font/woff", "woff"),
        ("font/woff2", "woff2"),
        ("font/ttf", "ttf"),
        ("font/otf", "otf"),
        ("application/vnd.ms-fontobject", "eot"),
        ("audio/mpeg", "mp3"),
        ("audio/mp4", "m4a"),
        ("audio/ogg", "ogg oga opus"),
        ("audio/wav", "wav"),
        ("audio/flac", "flac"),
        ("video/mp4", "mp4 m4v"),
        ("video/webm", "webm"),
        ("video/ogg", "ogv"),
        ("video/quicktime", "mov"),
    ];

    /// <summary>Worth compressing; text/html is always among them in nginx. No event streams, images or archives.</summary>
    public static IReadOnlyList<string> Compressible { get; } =
    [
        "text/css",
        "text/javascript",
        "text/plain",
        "text/markdown",
        "text/csv",
        "text/xml",
        "text/calendar",
        "text/vtt",
        "application/javascript",
        "application/json",
        "application/problem+json",
        "application/ld+json",
        "application/manifest+json",
        "application/xml",
        "application/xhtml+xml",
        "application/atom+xml",
        "application/rss+xml",
        "application/wasm",
        "image/svg+xml",
        "image/x-icon",
        "image/bmp",
        "font/ttf",
        "font/otf",
        "application/vnd.ms-fontobject",
    ];

    /// <summary>Sent as UTF-8; text/html is always among them in nginx.</summary>
    public static IReadOnlyList<string> Text { get; } =
    [
        "text/css",
        "text/javascript",
        "text/plain",
        "text/markdown",
        "text/csv",
        "text/calendar",
        "text/vtt",
        "application/json",
        "application/xml",
    ];
}
