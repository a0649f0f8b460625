using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Guestbook;

/// <summary>An uploaded picture, on disk until it is stored.</summary>
/// <param name="Type">Media type that the client sent.</param>
/// <param name="Content">A file without a name, so nothing stays on disk if this process crashes.</param>
sealed record Picture(string Type, FileStream Content);

/// <summary>A form as the client sent it, with its errors by field.</summary>
sealed record EntryForm(string Title, string Text, Picture? Picture, IReadOnlyDictionary<string, string> Errors) : IAsyncDisposable
{
    public const int LongestTitle = 120;
    public const int LongestText = 4000;
    const long LargestPicture = 2L * 1024 * 1024 * 1024;
    const int LargestField = 64 * 1024;

    public static EntryForm Empty { get; } = new("", "", null, new Dictionary<string, string>());

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads multipart/form-data part by part, in constant memory.</summary>
    public static async Task<EntryForm> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        string title = "",
            text = "";
        Picture? picture = null;
        var errors = new Dictionary<string, string>();
        try
        {
            string boundary = BoundaryOf(request) ?? throw new InvalidDataException("The form must be sent as multipart/form-data.");
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    continue;
                switch (HeaderUtilities.RemoveQuotes(disposition.Name).Value)
                {
                    case "title":
                        title = (await ReadTextAsync(section, "title", errors, cancellation)).Trim();
                        break;
                    case "text":
                        text = (await ReadTextAsync(section, "text", errors, cancellation)).Trim();
                        break;
                    case "picture":
                        if (picture is not null)
                            await picture.Content.DisposeAsync();
                        picture = await ReadPictureAsync(section, disposition, errors, cancellation);
                        break;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            errors["form"] = e is InvalidDataException ? e.Message : "The form ends before it is complete.";
        }

        if (!errors.ContainsKey("form"))
            Check(title, text, errors);
        return new(title, text, picture, errors);
    }

    static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.Value
            : null;

    static void Check(string title, string text, Dictionary<string, string> errors)
    {
        if (title.Length == 0)
            errors.TryAdd("title", "Please give your entry a title.");
        if (title.Length > LongestTitle)
            errors.TryAdd("title", $"The title is too long: {LongestTitle} characters at most.");
        if (text.Length > LongestText)
            errors.TryAdd("text", $"The text is too long: {LongestText} characters at most.");
        if (title.Any(char.IsControl))
            errors.TryAdd("title", "The title contains characters that cannot be shown.");
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            errors.TryAdd("text", "The text contains characters that cannot be shown.");
    }

    static async Task<string> ReadTextAsync(
        MultipartSection section,
        string field,
        Dictionary<string, string> errors,
        CancellationToken cancellation
    )
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LargestField + 1);
        try
        {
            int length = await section.Body.ReadAtLeastAsync(buffer, LargestField + 1, throwOnEndOfStream: false, cancellation);
            if (length > LargestField)
            {
                errors[field] = "This is too long.";
                await section.Body.CopyToAsync(Stream.Null, cancellation);
                return "";
            }

            // Browsers send line endings as CRLF.
            return Utf8.GetString(buffer, 0, length).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            errors[field] = "This is not UTF-8.";
            return "";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static async Task<Picture?> ReadPictureAsync(
        MultipartSection section,
        ContentDispositionHeaderValue disposition,
        Dictionary<string, string> errors,
        CancellationToken cancellation
    )
    {
        var file = CreateNamelessFile();
        try
        {
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await section.Body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (file.Length + read > LargestPicture)
                {
                    errors["picture"] = "The picture is too large: 2 GB at most.";
                    file.SetLength(0);
                    await section.Body.CopyToAsync(Stream.Null, cancellation);
                    break;
                }

                await WriteAsync(file, buffer.AsMemory(0, read), cancellation);
            }

            if (file.Length > 0)
                return new(MediaType(section.ContentType), file);
            // A form without a chosen file sends an empty one without a name.
            if (HeaderUtilities.RemoveQuotes(disposition.FileName).Length > 0)
                errors.TryAdd("picture", "The picture is empty.");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        await file.DisposeAsync();
        return null;
    }

    static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The upload does not fit into {Path.GetTempPath()}: {e.Message}", e); // our fault, not the form's
        }
    }

    static string MediaType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.ToString() : "application/octet-stream";

    static FileStream CreateNamelessFile()
    {
        string path = Path.GetTempFileName(); // readable only by this user
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0);
        File.Delete(path);
        return file;
    }

    public ValueTask DisposeAsync() => Picture?.Content.DisposeAsync() ?? ValueTask.CompletedTask;
}
