namespace Railhead.ObjectStore;

/// <summary>An element with its own text, spaces included, or its children.</summary>
sealed record XmlElementNode(string Name, string Text, IReadOnlyList<XmlElementNode> Children)
{
    public string? this[string child] => Children.FirstOrDefault(node => node.Name == child)?.Text;

    public IEnumerable<XmlElementNode> All(string child) => Children.Where(node => node.Name == child);
}
