using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>The part of nginx's configuration that serves the release's static folder.</summary>
static class NginxStatic
{
    const string Year = "public, max-age=31536000, immutable";

    /// <summary>Extensions of files that a web server would run, not send: their source is nobody's business.</summary>
    const string Programs = "php[0-9]?|phtml|pht|phar|f?cgi|pl|jspx?|aspx?|as[ahcm]x|asa|axd|cfm|cfc|shtml";

    /// <summary>
    /// Extensions of files that are mostly large. The kernel sends those (sendfile): 20 MB takes nginx a fourth of the time. nginx reads
    /// all others, which takes a sixth less for 1 kB and for 100 kB.
    /// </summary>
    const string Large =
        "7z|apk|avi|bin|bz2|deb|dmg|exe|flac|gz|iso|jar|m4a|m4v|mkv|mov|mp3|mp4|msi|ogg|ogv|pdf|pkg|psd|rar|rpm|tar|tgz|tiff?|wav|webm|xz|zip|zst";

    /// <summary>Eight or more hexadecimal digits before the extension, and source maps of such files.</summary>
    const string Fingerprint = @"(?:^|[^0-9a-z])[0-9a-f]{8,}\.[^./]+(?:\.map)?$";

    // A file is looked for when the request reads, its name is none of a program, and no part of its path begins with a dot, except
    // /.well-known/. All else is the app's. A range is one of the file itself, so nothing is compressed then.
    public static string Maps(IReadOnlyList<string>? cache) =>
        $$"""
                charset_types {{string.Join(' ', NginxTypes.Text)}};
                default_type application/octet-stream;
                types {
            {{string.Concat(NginxTypes.ByExtension.Select(type => $"        {type.Type} {type.Extensions};\n"))}}    }
                map "$request_method $uri" $static_file { default ""; "~*(?s)^(?:GET|HEAD) .*\.(?:{{Programs}})$" ""; "~(?s)^(?:GET|HEAD) (?!.*/\\.(?!well-known/))(.*/)\z" "$1index.html"; "~(?s)^(?:GET|HEAD) (?!.*/\\.(?!well-known/))(.*)\z" $1; }
                map "$static_file $request_uri" $static_folder { default "/"; "~(?s)^(?<folder>/.*[^/]) /(?![/\\\\])[^?]*[^/?](?:\?|\z)" "$folder/index.html"; }
                map $request_uri $static_slash { default "/"; "~^(?<raw>[^?]*)" "$raw/"; }
                map "$http_range $http_accept_encoding $static_file" $static_encoded { default ""; "~*(?s)^ [^/]*(?:br|gzip)[^/]* /" 1; }
                map "$http_accept_encoding $static_file" $static_br { default "/"; {{Accepted("br")}} "$file.br"; }
                map "$http_accept_encoding $static_file" $static_gz { default "/"; {{Accepted("gzip")}} "$file.gz"; }
                map $static_file $static_cache { default no-cache;{{string.Concat(Patterns(cache).Select(p => $" \"{p}\" \"{Year}\";"))}} }
                map $static_file $static_type { default application/octet-stream; {{string.Join(
                ' ',
                NginxTypes.ByExtension.Select(TypeOf)
            )}} }

            """;

    // Open files are kept, which saves two system calls of a request. nginx looks at the name each time (valid 0): a file that was
    // replaced, written or deleted is served as it is now.
    /// <summary>Everything up to the beginning of the location that asks the app.</summary>
    /// <param name="root">The folder, quoted but for the quotes.</param>
    /// <param name="linksFrom">The folder from which on links are not followed, in the same form; null: there are none.</param>
    public static string Locations(string root, string? linksFrom) =>
        $$"""
                    root "{{root}}";
                    open_file_cache max=1000 inactive=60s;
                    open_file_cache_valid 0;
            {{(linksFrom is null ? "" : $"        disable_symlinks on \"from={linksFrom}\";\n")}}        location / {
            {{Served}}        }
                    location ~* "\.(?:{{Large}})$" {
                        sendfile on;
                        tcp_nopush on;
            {{Served}}        }
                    location @br {
            {{Encoded("br", "$static_br", "@gz")}}        }
                    location @gz {
            {{Encoded("gzip", "$static_gz", "@gzip")}}        }
                    location @gzip {
                        gzip on;
            {{File}}        }
                    location @app {
                        if (-f "{{root}}$static_folder") { return 301 $static_slash$is_args$args; }

            """;

    const string Served = $"""
                    error_page 418 = @br;
                    if ($static_encoded) {"{"} return 418; {"}"}
        {File}
        """;

    const string File = """
                    try_files $static_file @app;
                    charset utf-8;
                    gzip_vary off;
                    add_header Vary Accept-Encoding;
                    add_header Cache-Control $static_cache;
                    add_header Last-Modified "";

        """;

    static string Encoded(string encoding, string variable, string otherwise) =>
        $$"""
                        try_files {{variable}} {{otherwise}};
                        types { }
                        default_type "";
                        add_header Content-Type $static_type;
                        add_header Content-Encoding {{encoding}};
                        add_header Vary Accept-Encoding;
                        add_header Cache-Control $static_cache;
                        add_header Last-Modified "";

            """;

    /// <summary>Named in Accept-Encoding, and not with a weight of zero.</summary>
    static string Accepted(string encoding) =>
        $"\"~*(?s)^(?:[^/]*,)?\\s*{encoding}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*[, ])[0-9.]+\\s*)?(?:,[^/]*)? (?<file>/.+)$\"";

    static string TypeOf((string Type, string Extensions) type)
    {
        var isText = NginxTypes.Text.Contains(type.Type) || type.Type == "text/html";
        return $"\"~\\.(?:{type.Extensions.Replace(' ', '|')})$\" \"{type.Type}{(isText ? "; charset=utf-8" : "")}\";";
    }

    static IEnumerable<string> Patterns(IReadOnlyList<string>? cache) => cache is null ? [$"~*{Fingerprint}"] : cache.Select(Pattern);

    /// <summary>
    /// A pattern as a regular expression: <c>*</c> stands for any part of a name, <c>**</c> for any folders, <c>?</c> for a character. One
    /// without a slash is of the name alone.
    /// </summary>
    static string Pattern(string pattern)
    {
        var expression = new StringBuilder(pattern.Contains('/') ? "~^/" : "~/");
        var text = pattern.TrimStart('/');
        for (var i = 0; i < text.Length; i++)
        {
            var isDouble = text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*';
            if (isDouble)
            {
                var isFolders = i + 2 < text.Length && text[i + 2] == '/';
                expression.Append(isFolders ? "(?:.*/)?" : ".*");
                i += isFolders ? 2 : 1;
            }
            else
            {
                expression.Append(
                    text[i] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var c => Regex.Escape(c.ToString()),
                    }
                );
            }
        }

        return expression.Append('$').ToString();
    }
}
