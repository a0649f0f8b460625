using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>Writes S3's XML. Documents are small: at most a page of 1000 keys.</summary>
static class S3Xml
{
    const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Keys may contain characters that XML 1.0 does not allow. S3 writes them as references anyway.
    static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <summary>Answers with a document: the root element, filled by <paramref name="content"/>.</summary>
    public static async Task RespondAsync(HttpContext http, int status, string root, Action<XmlWriter> content, string? ns = Namespace)
    {
        using var document = new MemoryStream();
        using (var xml = XmlWriter.Create(document, Settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement(root, ns);
            content(xml);
            xml.WriteEndElement();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = document.Length;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        document.Position = 0;
        await document.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    public static void Text(this XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, value);
        }
    }

    public static void Number(this XmlWriter xml, string name, long value) => xml.Text(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Flag(this XmlWriter xml, string name, bool value) => xml.Text(name, value ? "true" : "false");

    public static void ETag(this XmlWriter xml, string etag) => xml.Text("ETag", $"\"{etag}\"");

    public static void Checksum(this XmlWriter xml, Checksum? checksum)
    {
        if (checksum is not null)
        {
            xml.Text(checksum.Algorithm.Element, checksum.Value);
        }
    }

    public static void Group(this XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }

    /// <summary>The store's buckets have one owner.</summary>
    public static void Owner(this XmlWriter xml, string element = "Owner") => xml.Group(element, xml.OwnerFields);

    public static void OwnerFields(this XmlWriter xml)
    {
        xml.Text("ID", "object-store");
        xml.Text("DisplayName", "object-store");
    }

    /// <summary>S3's form of a time in XML.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
