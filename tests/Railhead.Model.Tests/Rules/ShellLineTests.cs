namespace Railhead.Model.Tests;

public class ShellLineTests
{
    [Theory]
    [InlineData("./server", "exec ./server")]
    [InlineData("  ./server --port \"$PORT\"\n", "exec ./server --port \"$PORT\"")]
    [InlineData("FOO=bar ./server", "FOO=bar exec ./server")]
    [InlineData("A=\"x y\" B=${A:-a b} \"$DIR/prog\" c", "A=\"x y\" B=${A:-a b} exec \"$DIR/prog\" c")]
    [InlineData("A='$(x)' prog", "A='$(x)' exec prog")]
    [InlineData("node -e 'a(1); b | c > d && e'", "exec node -e 'a(1); b | c > d && e'")]
    [InlineData("node -e \"a(1); \\`b\\` \\$(c)\"", "exec node -e \"a(1); \\`b\\` \\$(c)\"")]
    [InlineData("prog a\\;b\\ \\&", "exec prog a\\;b\\ \\&")]
    [InlineData("prog a#b # comment; with & | operators", "exec prog a#b # comment; with & | operators")]
    [InlineData("# first a comment\nprog", "# first a comment\nexec prog")]
    [InlineData("prog a \\\n b", "exec prog a \\\n b")]
    [InlineData("prog $ $1 ${#A} ~/x *.txt [a] {b,c}", "exec prog $ $1 ${#A} ~/x *.txt [a] {b,c}")]
    [InlineData("A+=b c", "exec A+=b c")]
    [InlineData("1A=b c", "exec 1A=b c")]
    [InlineData("$START \"it's\"", "exec $START \"it's\"")]
    [InlineData("bin/test", "exec bin/test")]
    [InlineData("\\if", "exec \\if")]
    public void A_simple_command_replaces_the_shell(string line, string script)
    {
        var read = ShellLine.Of(line);
        Assert.True(read.IsSimple);
        Assert.True(read.IsComplete);
        Assert.Equal(script, read.Script);
    }

    [Theory]
    [InlineData("cd x && prog")]
    [InlineData(". ./env.sh; prog")]
    [InlineData("a | b")]
    [InlineData("prog > log 2>&1")]
    [InlineData("(a; b)")]
    [InlineData("prog &")]
    [InlineData("prog <file")]
    [InlineData("prog\nother")]
    [InlineData("prog <<EOF\ntext\nEOF")]
    [InlineData("prog `date`")]
    [InlineData("prog \"$(date)\"")]
    [InlineData("prog $((1 + 2))")]
    [InlineData("prog \"${A:-$(date)}\"")]
    [InlineData("A=`date` prog")]
    [InlineData("export A=b")]
    [InlineData("cd x")]
    [InlineData("\"cd\" x")]
    [InlineData("c\\d x")]
    [InlineData("A=b exec prog")]
    [InlineData("source x")]
    [InlineData("set -e")]
    [InlineData("ulimit -n 4096")]
    [InlineData("trap '' TERM")]
    [InlineData("test -f x")]
    [InlineData("[ -f x ]")]
    [InlineData("! prog")]
    [InlineData("{ prog; }")]
    [InlineData("if true")]
    [InlineData("time prog")]
    [InlineData("A=b")]
    [InlineData("")]
    [InlineData("# comment")]
    [InlineData("-x prog")]
    public void Any_other_line_runs_as_it_is_written(string line)
    {
        var read = ShellLine.Of(line);
        Assert.False(read.IsSimple);
        Assert.True(read.IsComplete);
        Assert.Equal(line, read.Script);
    }

    [Theory]
    [InlineData("node -e 'a")]
    [InlineData("node -e \"a")]
    [InlineData("prog ${A")]
    [InlineData("cd x && prog \"a 'b")]
    [InlineData("prog \\")]
    public void An_open_quote_is_seen(string line) => Assert.False(ShellLine.Of(line).IsComplete);
}
