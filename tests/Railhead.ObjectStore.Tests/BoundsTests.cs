using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>Memory and descriptors stay bounded. Alone, because allocations are counted for the whole process.</summary>
[Collection(nameof(MemoryTests))]
public sealed class BoundsTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    const int MB = 1_000_000;

    readonly RawClient _raw = fixture.Server.Raw();

    public static TheoryData<string, string, string, int> HostileDocuments =>
        new()
        {
            { "delete=", "<Delete>", "<a/>", 2 * MB },
            { "delete=", "<Delete>", "<Object/>", 800_000 },
            { "delete=", "<Delete>", "<Object><Key>k</Key></Object>", 250_000 },
            { "delete=", "<Delete><Object><Key>", "xxxx", 2 * MB },
            { "delete=", "<Delete a='", "xxxx", 2 * MB },
            { "delete=", "<Delete><!--", "xxxx", 2 * MB },
            { "delete=", "<", "xxxx", 2 * MB },
            { "delete=", "<Delete><Object>", "<Key>", MB },
            { "delete=", "<Delete>", " ", 8 * MB },
            { "uploadId=u", "<CompleteMultipartUpload>", "<Part><PartNumber>1</PartNumber></Part>", 100_000 },
            { "tagging=", "<Tagging><TagSet>", "<Tag/>", 20_000 },
        };

    [Theory]
    [MemberData(nameof(HostileDocuments))]
    public async Task A_hostile_document_is_refused_without_being_kept(string query, string start, string repeated, int times)
    {
        var body = Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, times)));
        var (method, path) = query switch
        {
            "delete=" => ("POST", "/files"),
            "tagging=" => ("PUT", "/files/hostile"),
            _ => ("POST", "/files/hostile"),
        };
#pragma warning disable CA5351 // the header is an MD5
        var md5 = ("content-md5", Convert.ToBase64String(MD5.HashData(body)));
#pragma warning restore CA5351
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = await _raw.Ask(method, path, query, body, md5);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal((400, "MalformedXML"), (answer.Status, answer.Code));
        // The largest valid documents have 10,000 parts or 1,000 keys of 1 kB.
        Assert.InRange(allocated, 0, 20 * MB);
    }

    [Fact]
    public async Task The_largest_valid_deletion_is_carried_out()
    {
        // 1,000 keys of 1,024 bytes, half of them written as references.
        var keys = Enumerable.Range(0, 1000).Select(number => $"{number:d4}" + new string('&', 510) + new string('k', 510)).ToList();
        await _raw.PutSigned(keys[999], "x"u8.ToArray());
        var objects = string.Concat(
            keys.Select(key => $"<Object>\n  <Key>{key.Replace("&", "&amp;", StringComparison.Ordinal)}</Key></Object>")
        );
        var body = Encoding.ASCII.GetBytes($"<?xml version=\"1.0\"?><Delete xmlns=\"urn:x\"><Quiet>true</Quiet>{objects}</Delete>");
        Assert.InRange(body.Length, 3 * MB, 4 * MB);
        Assert.Equal(200, (await _raw.Ask("POST", "/files", "delete=", body)).Status);
        Assert.Equal(404, (await _raw.Ask("HEAD", SignedRequests.PathOf(keys[999]))).Status);
    }

    [Theory]
    [InlineData("<Delete xmlns=\"a\" xmlns:xsd=\"b\" xmlns:xsi=\"c\"><Object><Key>form</Key></Object></Delete>")]
    [InlineData(
        "\uFEFF<?xml version='1.0' encoding='utf-8'?>\n<s:Delete xmlns:s='a'><!-- > --><s:Object><s:Key>form</s:Key></s:Object></s:Delete>\n"
    )]
    [InlineData("<Delete><Object><Key>for<![CDATA[m]]></Key></Object><Quiet>false</Quiet></Delete>")]
    public async Task Any_valid_form_of_a_document_is_read(string document)
    {
        await _raw.PutSigned("form", "x"u8.ToArray());
        // curl sends this content type with every POST.
        var type = ("content-type", "application/x-www-form-urlencoded");
        var answer = await _raw.Ask("POST", "/files", "delete=", Encoding.UTF8.GetBytes(document), type);
        Assert.Equal(200, answer.Status);
        Assert.Contains("<Deleted><Key>form</Key></Deleted>", answer.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await _raw.Ask("HEAD", "/files/form")).Status);
    }

    [Fact]
    public async Task A_document_with_a_wrong_digest_changes_nothing()
    {
        await _raw.PutSigned("digest", "x"u8.ToArray());
        var body = "<Delete><Object><Key>digest</Key></Object></Delete>"u8.ToArray();
        var answer = await _raw.Ask("POST", "/files", "delete=", body, ("content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="));
        Assert.Equal((400, "BadDigest"), (answer.Status, answer.Code));
        Assert.Equal(200, (await _raw.Ask("HEAD", "/files/digest")).Status);
    }

    [Fact]
    public async Task At_the_limit_of_descriptors_it_refuses_connections_and_lives()
    {
        const int descriptors = 400;
        using var folder = new TemporaryFolder();
        using var server = ServerProcess.Start(folder.Path, descriptors);
        var raw = new RawClient(server.Url);
        await raw.PutSigned("kept", "kept"u8.ToArray());
        var connections = new List<Socket>();
        try
        {
            for (var i = 0; i < 2 * descriptors; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                connections.Add(socket);
                await socket.ConnectAsync(server.Url.Host, server.Url.Port, TestContext.Current.CancellationToken);
            }

            // The last one is refused: its connection ends.
            Assert.Equal(0, await EndAsync(connections[^1]));
            Assert.False(server.HasExited);
        }
        finally
        {
            connections.ForEach(socket => socket.Dispose());
        }

        await Eventually.TrueAsync(() => AnswersAsync(raw), "it answers again");
        Assert.False(server.HasExited);
    }

    [Theory]
    [InlineData(400, 150, 25)]
    [InlineData(1024, 618, 103)]
    [InlineData(20_000, 14_850, 2475)]
    [InlineData(100, 16, 8)]
    public void Connections_and_files_share_the_descriptors(int descriptors, int connections, int requests)
    {
        Assert.Equal(connections, ObjectStoreLimits.Connections(descriptors));
        Assert.Equal(requests, ObjectStoreLimits.Requests(descriptors));
    }

    static async Task<int> EndAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    static async Task<bool> AnswersAsync(RawClient raw)
    {
        try
        {
            return (await raw.GetSigned("kept")).SequenceEqual("kept"u8.ToArray());
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            return false;
        }
    }
}
