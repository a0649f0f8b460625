using System.Globalization;

namespace Railhead.Local.Tests;

/// <summary>The users that tests run engines as: everything is this user, except that root gives the engines to <c>nobody</c>.</summary>
static class TestAccounts
{
    public static bool IsRoot => Environment.UserName == "root";

    public static Accounts All { get; } = Make();

    static Accounts Make()
    {
        var self = new Account(Environment.UserName, Id("Uid"), Id("Gid"));
        var engine = IsRoot ? new Account("nobody", 65534, 65534) : self;
        return new Accounts(Control: self, Platform: engine, Database: engine, Build: engine, Task: engine, Isolated: IsRoot);
    }

    static uint Id(string kind) => uint.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(kind, StringComparison.Ordinal)).Split('\t')[2], CultureInfo.InvariantCulture);
}
