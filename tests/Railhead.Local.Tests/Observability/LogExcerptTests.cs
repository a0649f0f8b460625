namespace Railhead.Local.Tests;

public sealed class LogExcerptTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(10, "")]
    [InlineData(11, "1")]
    [InlineData(15, "1 2 3 4 5")]
    [InlineData(16, "1 2 3 4 5 …")]
    [InlineData(1000, "1 2 3 4 5 …")]
    public void No_line_is_shown_twice_and_what_is_left_out_is_marked(int lines, string first)
    {
        var excerpt = Of(lines);
        Assert.Equal(first, string.Join(' ', excerpt.First));
        Assert.Equal(Math.Min(lines, 10), excerpt.Last.Count);
    }

    [Fact]
    public void After_a_new_beginning_the_last_lines_may_be_older_and_the_first_are_not()
    {
        var excerpt = Of(100);
        excerpt.Begin();
        excerpt.Add("new");
        Assert.Empty(excerpt.First);
        Assert.Equal(["99", "100", "new"], excerpt.Last.TakeLast(3));
    }

    static LogExcerpt Of(int lines)
    {
        var excerpt = new LogExcerpt();
        for (var n = 1; n <= lines; n++)
        {
            excerpt.Add($"{n}");
        }

        return excerpt;
    }
}
