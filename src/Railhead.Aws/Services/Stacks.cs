using Railhead.Model;

namespace Railhead.Aws;

static class Stacks
{
    /// <summary>
    /// Decides by the files in the app's folder, else by its commands. Ruby and Python come before Node, because their apps often have a
    /// package.json too.
    /// </summary>
    public static Stack Of(IReadOnlyList<string> files, Pipeline pipeline, string start)
    {
        bool Has(params string[] names) =>
            files.Any(file => names.Any(name => name.StartsWith('.') ? file.EndsWith(name, StringComparison.Ordinal) : file == name));
        bool Runs(params string[] programs) =>
            $"{pipeline.Build}\n{pipeline.Release}\n{start}"
                .Split([' ', '\n', '\t', ';', '&', '|', '(', ')', '"', '\''], StringSplitOptions.RemoveEmptyEntries)
                .Any(word => programs.Contains(word.Split('/')[^1]));
        return Has(".csproj", ".fsproj", ".vbproj", ".sln", ".slnx") ? Stack.DotNet
            : Has("Gemfile") ? Stack.Ruby
            : Has("requirements.txt", "pyproject.toml", "Pipfile") ? Stack.Python
            : Has("package.json") ? Stack.Node
            : Runs("dotnet") ? Stack.DotNet
            : Runs("bundle", "ruby", "rails", "rake") ? Stack.Ruby
            : Runs("python", "python3", "pip", "pip3", "uv", "poetry") ? Stack.Python
            : Runs("node", "npm", "npx", "yarn", "pnpm") ? Stack.Node
            : Stack.Other;
    }
}
