namespace Railhead.Model.Tests;

/// <summary>What people write into keys, good and bad: YAML of one line each, whose spelling survives the way to JSON.</summary>
static class SchemaProbes
{
    static readonly string[] Values =
    [
        .. "0 1 2 3 4 5 6 7 9 10 11 12 13 14 18 19 20 30 31 35 36 50 95 96 99 100 101 120 121 199 200 256 300 301 333 499 500 512".Split(
            ' '
        ),
        .. "1440 1441 3653 4096 8192 30720 30721 36500 36501 65535 65536 172800 172801 1000000 1000001 99999999999 -1 0.5 10.5".Split(' '),
        .. "\"0\" \"-0\" \"-1\" \"3\" '10' \"+10\" \"007\" \"256\" \"0256\" \"65536\" \"10.5\" \".5\" \"1e3\" \"0x10\"".Split(' '),
        .. "\"999999.99\" \"1000000.0\" \"1000000.5\" \"1000001\" \"3 0\"".Split(' '),
        .. "true false yes tRuE \"true\" \"FALSE\" null ~ \"null\" none \"none\" None text canary linear all-at-once rolling".Split(' '),
        .. "[] [a] [A] [A,A] [a,B] [1] [true] [null] [[]] [a@b.cd] [a@b.cd,a@b.cd] [a@b] {} {a:} {path:} {canary:}".Split(' '),
        .. "/up /up?x=1 up /up#x \"200,204\" 200-399 \"200,\" \"2000\" main release/1.x a..b -main HEAD a.lock a.lock/b a/.b a. a//b".Split(
            ' '
        ),
        .. "octocat/guestbook octocat/. octocat/.. octocat public/assets public/ ../x a/./b a/.. a/../ /abs -x a/-b .hidden".Split(' '),
        .. "eu-west-1 Ireland example.com Example.com 1.2.3.4 127.0.0.1 127.0.0.01 256.1.1.1 0.0.0.0 localhost a.b-.c".Split(' '),
        .. "db.t4g.micro t4g.micro ops@example.com https://x.com b@c.de/f".Split(' '),
        "\"\"",
        "\" \"",
        "\" 3\"",
        "\"3 \"",
        "\" true \"",
        "\"main \"",
        "\"two words\"",
        "\"line\\nline\"",
        "\"line\\n\"",
        "\"\\nline\"",
        "\"tab\\there\"",
        "\"bad\\0\"",
        "\"bad\\u0085x\"",
        "\"/up\\n\"",
        $"\"{new string('a', 16 * 1024)}\"",
        $"\"{new string('a', (16 * 1024) + 1)}\"",
        $"/{new string('a', 1023)}",
        $"/{new string('a', 1024)}",
        new string('a', 200),
        new string('a', 201),
        $"{string.Join('.', Enumerable.Repeat(new string('a', 63), 3))}.{new string('b', 61)}",
        $"{string.Join('.', Enumerable.Repeat(new string('a', 63), 3))}.{new string('b', 62)}",
        "{ a: 1 }",
        "{ path: /x }",
        "{ path: x }",
        "{ helth: /x }",
        "{ canary: { percent: 5 } }",
        "{ canary: { percent: 100 } }",
        "{ canary: , linear: }",
        "{ version: 15 }",
        "{ version: 9 }",
        "{ ok: { versioning: 1 } }",
        "0 20 ? * MON-FRI *",
        "0/15 8-18 1,15 JAN-MAR ? 2026-2030",
        "59 23 L * ? *",
        "0 0 ? * 6#2 *",
        "0 0 ? * 6#6 *",
        "0 0 ? * 5L *",
        "0 0 15W * ? *",
        "0 20 * * 1-5",
        "0 20 1 * MON *",
        "0 20 ? * ? *",
        "0 24 ? * MON *",
        "00 020 ? * MON *",
        "60 20 ? * MON *",
        "0 20 ? * mon *",
        "0 20 ? * 8 *",
        "0 20 ? 13 MON *",
        "0 20 ? * MON 1969",
        "0 20 32 * ? *",
        "\"0 20  ? * MON *\"",
        "\"*/5 * * * ? *\"",
        "\"*/60 * * * ? *\"",
        "\"* * ? * * *\"",
        "rate(5 minutes)",
    ];

    static readonly string[] Names =
    [
        .. "a ok a-b abc1 A a_b -a a- 1a _x X1 artifacts access-logs state artifacts2 pics-copy copy files".Split(' '),
        "\"\"",
        "\"a b\"",
        "ä",
        new string('a', 20),
        new string('a', 21),
        new string('a', 64),
        new string('a', 65),
    ];

    /// <summary>Whole blueprints with something in the place of one key, and in everything else what is required.</summary>
    public static IEnumerable<string> Blueprints(Key key) =>
        key is NamedMapping
            ? Values.Concat(Names.Select(name => $"{{ {name}: {Good($"{key.Path}.*")} }}")).Select(value => Yaml(key.Path, value))
            : Values.Select(value => Yaml(key.Path, value));

    /// <summary>Something good for what stands below a name.</summary>
    static string Good(string pattern) =>
        KeyTree.IsMapping(pattern) ? Mapping(pattern, null)
        : pattern == "environments.*" ? "{}"
        : "x";

    static string Yaml(string path, string value)
    {
        var parts = path.Split('.');
        for (var depth = parts.Length - 1; depth >= 0; depth--)
        {
            var name = parts[depth] == "*" ? "ok" : parts[depth];
            value = Mapping(string.Join('.', parts[..depth]), (name, value));
        }
        return value;
    }

    static string Mapping(string pattern, (string Name, string Value)? entry)
    {
        var required = KeyTree.FindNamed(pattern) is not null
            ? []
            : KeyTree.RequiredIn(pattern).Where(k => k.Path.Split('.')[^1] != entry?.Name).Select(k => k.RequiredExample!);
        return $"{{ {string.Join(", ", entry is { } own ? required.Append($"{own.Name}: {own.Value}") : required)} }}";
    }
}
