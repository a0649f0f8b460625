namespace Railhead.Model.Tests;

public class LanguageTests
{
    [Theory]
    [InlineData(".ruby-version", "3.2.4\n", "Ruby 3.2.4 .ruby-version:1")]
    [InlineData(".ruby-version", "ruby-3.2.4", "Ruby ruby-3.2.4 .ruby-version:1")]
    [InlineData("Gemfile", "source 'https://rubygems.org'\n\nruby \"3.2.4\"\n", "Ruby 3.2.4 Gemfile:3")]
    [InlineData("Gemfile", "ruby '>= 3.1', '< 3.4'\ngem 'x', '1'\n", "Ruby >= 3.1, < 3.4 Gemfile:1")]
    [InlineData("Gemfile", "gem 'ruby-x', '1'\n# ruby '2.0'\n", "")]
    [InlineData(".nvmrc", "v18.20.4\n", "Node v18.20.4 .nvmrc:1")]
    [InlineData(".nvmrc", "# for nvm\n\nlts/iron\n", "Node lts/iron .nvmrc:3")]
    [InlineData(".node-version", "20", "Node 20 .node-version:1")]
    [InlineData("package.json", "{\n  \"engines\": { \"npm\": \"1\",\n    \"node\": \">=18 <21\" }\n}", "Node >=18 <21 package.json:3")]
    [InlineData("package.json", "{ \"node\": \"1\" }", "")]
    [InlineData("global.json", "{ \"sdk\": { \"rollForward\": \"disable\", \"version\": \"8.0.404\" } }", "DotNet 8.0.404 global.json:1")]
    [InlineData(".python-version", "3.12\n", "Python 3.12 .python-version:1")]
    [InlineData("runtime.txt", "python-3.11.9", "Python python-3.11.9 runtime.txt:1")]
    [InlineData("pyproject.toml", "[project]\nrequires-python = \">=3.10\"\n", "Python >=3.10 pyproject.toml:2")]
    [InlineData("go.mod", "module x\n\ngo 1.22\n", "Go 1.22 go.mod:3")]
    [InlineData("go.mod", "module x\ngo 1.22\ntoolchain go1.22.3\n", "Go go1.22.3 go.mod:3")]
    [InlineData("composer.json", "{ \"require\": { \"ext-pdo\": \"*\", \"php\": \"^8.2\" } }", "Php ^8.2 composer.json:1")]
    [InlineData(".tool-versions", "nodejs 20.11.0\nruby 3.3.0\n", "Ruby 3.3.0 .tool-versions:2, Node 20.11.0 .tool-versions:1")]
    [InlineData("README.md", "ruby 3", "")]
    public void Each_file_that_names_a_version_is_read(string file, string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                LanguageFiles
                    .Read(new Dictionary<string, string> { [file] = text })
                    .Select(r => $"{r.Language} {r.Text} {r.At.FileAndLine}")
            )
        );

    [Theory]
    [InlineData(Language.Node, "v18.20.4", "18.20.4")]
    [InlineData(Language.Node, "18", "18")]
    [InlineData(Language.Node, "18.x", "18")]
    [InlineData(Language.Node, "18.x.x", "18")]
    [InlineData(Language.Node, "26", "26")]
    [InlineData(Language.Node, ">=18 <21", "20")]
    [InlineData(Language.Node, ">= 18.17.0", "24")]
    [InlineData(Language.Node, "^20", "20")]
    [InlineData(Language.Node, "^18.17.0 || ^20.3.0", "20")]
    [InlineData(Language.Node, "16 - 18", "18")]
    [InlineData(Language.Node, "~18.20", "18.20")]
    [InlineData(Language.Node, ">16 <=20", "20")]
    [InlineData(Language.Node, "*", "24")]
    [InlineData(Language.Node, "lts/*", "24")]
    [InlineData(Language.Node, "lts/iron", "20")]
    [InlineData(Language.Node, "lts/unheard", null)]
    [InlineData(Language.Node, "system", null)]
    [InlineData(Language.Node, ">=30", null)]
    [InlineData(Language.Node, ">=18.0.0-rc.1 <20", "18")]
    [InlineData(Language.Ruby, "3.2.4", "3.2.4")]
    [InlineData(Language.Ruby, "ruby-3.2.4", "3.2.4")]
    [InlineData(Language.Ruby, "~> 3.2", "3.4")]
    [InlineData(Language.Ruby, "~> 3.2.0", "3.2")]
    [InlineData(Language.Ruby, ">= 3.1, < 3.4", "3.3")]
    [InlineData(Language.Ruby, "3", "3.4")]
    [InlineData(Language.Ruby, "jruby-9.4.5.0", null)]
    [InlineData(Language.Ruby, "truffleruby", null)]
    [InlineData(Language.Python, "python-3.11.9", "3.11.9")]
    [InlineData(Language.Python, ">=3.10,<3.13", "3.12")]
    [InlineData(Language.Python, ">=3.10,!=3.13.*", "3.12")]
    [InlineData(Language.Python, "~=3.10", "3.13")]
    [InlineData(Language.Python, "pypy3.10-7.3.12", null)]
    [InlineData(Language.Go, "go1.22.3", "1.22.3")]
    [InlineData(Language.Php, "~8.2", "8.4")]
    [InlineData(Language.Php, "^8.1|^7.4", "8.4")]
    [InlineData(Language.Php, ">=8.1 <8.3", "8.2")]
    [InlineData(Language.DotNet, "8.0.404", "8.0.404")]
    public void A_requirement_becomes_a_tag(Language language, string text, string? tag) =>
        Assert.Equal(tag, Languages.Tag(new LanguageRequirement(language, text, Place.Start("x"))));

    [Theory]
    [InlineData(Language.Node, "18", "18.20.4", true)]
    [InlineData(Language.Node, "18", "20.1.0", false)]
    [InlineData(Language.Node, "18.20.4", "18.20.5", false)]
    [InlineData(Language.Node, "<20", "20.0.0", false)]
    [InlineData(Language.Node, "<=20", "20.9.0", true)]
    [InlineData(Language.Node, "system", "20.0.0", true)]
    [InlineData(Language.Ruby, "~> 3.2.0", "3.2.9", true)]
    [InlineData(Language.Ruby, "~> 3.2.0", "3.3.0", false)]
    [InlineData(Language.Go, "1.22", "1.25.1", true)]
    [InlineData(Language.Go, "go1.22.3", "1.21.0", false)]
    [InlineData(Language.DotNet, "8.0.100", "8.0.404", true)]
    [InlineData(Language.DotNet, "8.0.404", "8.0.100", false)]
    [InlineData(Language.DotNet, "8.0.404", "10.0.100", false)]
    public void An_installed_version_is_compared(Language language, string text, string installed, bool isAllowed) =>
        Assert.Equal(isAllowed, Languages.Allows(new LanguageRequirement(language, text, Place.Start("x")), Version.Parse(installed)));
}
