using System.Text;
using System.Xml;

namespace Railhead.ObjectStore;

/// <summary>Reads clients' XML into an element tree. It refuses everything except the plain elements and text of its form.</summary>
static class S3XmlReader
{
    const int Deepest = 8;

    // Attributes are namespaces; some libraries declare three of them.
    const int MostAttributes = 8;

    static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        CheckCharacters = false,
        XmlResolver = null,
        IgnoreComments = true,
    };

    public static async Task<XmlElementNode> ReadAsync(Stream document, XmlForm form)
    {
        try
        {
            using var reader = XmlReader.Create(document, Settings);
            await reader.MoveToContentAsync();
            var root =
                reader.NodeType == XmlNodeType.Element && reader.LocalName == form.Root
                    ? await ElementAsync(reader, form, depth: 0, new Counter())
                    : throw S3Errors.MalformedXml();
            while (await reader.ReadAsync())
            {
                // Nothing but spaces may follow; the reader throws for anything else.
            }

            return root;
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    static async Task<XmlElementNode> ElementAsync(XmlReader reader, XmlForm form, int depth, Counter counter)
    {
        if (
            depth > Deepest
            || ++counter.Elements > form.MostElements
            || (reader.LocalName == form.Item && ++counter.Items > form.MostItems)
            || reader.AttributeCount > MostAttributes
            || form.Names.FirstOrDefault(known => known == reader.LocalName) is not { } name
        )
        {
            throw S3Errors.MalformedXml();
        }

        if (reader.IsEmptyElement)
        {
            return new XmlElementNode(name, "", []);
        }

        StringBuilder? text = null;
        List<XmlElementNode>? children = null;
        while (await reader.ReadAsync() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                (children ??= []).Add(await ElementAsync(reader, form, depth + 1, counter));
            }
            else if (
                reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
            )
            {
                (text ??= new StringBuilder()).Append(await reader.GetValueAsync());
            }
        }

        // The spaces between elements mean nothing.
        return new XmlElementNode(name, children is null ? text?.ToString() ?? "" : "", children ?? []);
    }

    sealed class Counter
    {
        public int Elements { get; set; }

        public int Items { get; set; }
    }
}
