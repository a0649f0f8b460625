using System.Text;
using System.Xml;

namespace Railhead.ObjectStore;

/// <summary>Reads clients' XML into an element tree. It refuses everything except plain elements and text.</summary>
static class S3XmlReader
{
    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        CheckCharacters = false,
        XmlResolver = null,
        IgnoreComments = true,
    };

    public static XmlElementNode Read(Stream document, string root)
    {
        try
        {
            using var reader = XmlReader.Create(document, Settings);
            reader.MoveToContent();
            return reader.LocalName == root ? Element(reader, depth: 0) : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    static XmlElementNode Element(XmlReader reader, int depth)
    {
        if (depth > 8)
        {
            throw S3Errors.MalformedXml();
        }

        var (name, text, children) = (reader.LocalName, new StringBuilder(), new List<XmlElementNode>());
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    children.Add(Element(reader, depth + 1));
                }
                else if (
                    reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace
                )
                {
                    text.Append(reader.Value);
                }
            }
        }

        return new XmlElementNode(name, text.ToString(), children);
    }
}

/// <summary>An element with its own text, spaces included, and its children.</summary>
sealed record XmlElementNode(string Name, string Text, IReadOnlyList<XmlElementNode> Children)
{
    public string? this[string child] => Children.FirstOrDefault(node => node.Name == child)?.Text;

    public IEnumerable<XmlElementNode> All(string child) => Children.Where(node => node.Name == child);
}
