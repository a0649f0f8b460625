using System.Text;
using Amazon.S3.Model;
using CsCheck;

namespace Railhead.ObjectStore.Tests;

/// <summary>Listing against the plain definition of what a listing is.</summary>
public sealed class ListingTests : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();
    StoreServer _server = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    // Few characters, so that prefixes, delimiters and neighbours in the order meet often; the last two differ in UTF-8's and UTF-16's
    // order.
    static readonly Gen<string> Name = Const("a", "b", "/", "//", "-", " ", "ä", "\uFFFD", "😀").Array[1, 5].Select(string.Concat);

    static readonly Gen<(string[] Keys, string Prefix, string Delimiter, string StartAfter, int MaxKeys)> Case = Gen.Select(
        Name.Array[0, 25],
        Gen.OneOf(Gen.Const(""), Name),
        Const("", "/", "a", "//"),
        Gen.OneOf(Gen.Const(""), Name),
        Gen.Int[1, 6]
    );

    public async ValueTask InitializeAsync() => _server = await StoreServer.Start(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_listing_shows_each_key_and_common_prefix_once_in_order() =>
        await Case.SampleAsync(
            async sample =>
            {
                var bucket = $"b{Guid.NewGuid():N}";
                _server.Store.EnsureBucket(bucket, versioning: false);
                await Task.WhenAll(sample.Keys.Select(key => Put(bucket, key)));
                var from = sample.StartAfter.Length > 0 ? KeyBytes.After(KeyBytes.Of(sample.StartAfter)) : [];
                var listed = new List<string>();
                for (var next = from; next is not null; )
                {
                    var page = _server.Store.List(new ListQuery(bucket, sample.Prefix, sample.Delimiter, next, sample.MaxKeys));
                    Assert.InRange(page.Items.Count, page.Next is null ? 0 : sample.MaxKeys, sample.MaxKeys);
                    listed.AddRange(page.Items.Select(item => (item.Entry is null ? "prefix " : "key ") + item.Name));
                    next = page.Next is null ? null : ContinuationToken.Read(ContinuationToken.Write(page.Next));
                }

                Assert.Equal(Model(sample.Keys, sample.Prefix, sample.Delimiter, sample.StartAfter), listed);
            },
            iter: 60,
            threads: 1
        );

    [Fact]
    public async Task Both_versions_page_through_a_bucket()
    {
        var keys = Enumerable.Range(0, 25).Select(number => $"d{number % 5}/k {number:d2}").Append("top&<").ToList();
        foreach (var key in keys)
        {
            await Put(StoreServer.Bucket, key);
        }

        using var client = _server.Client();
        var second = new List<string>();
        await foreach (
            var each in client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = StoreServer.Bucket, MaxKeys = 4 }).S3Objects
        )
        {
            second.Add(each.Key);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), second);

        var prefixes = new List<string>();
        var request = new ListObjectsRequest
        {
            BucketName = StoreServer.Bucket,
            Delimiter = "/",
            MaxKeys = 2,
        };
        ListObjectsResponse page;
        do
        {
            page = await client.ListObjectsAsync(request, Token);
            prefixes.AddRange([.. page.CommonPrefixes ?? [], .. (page.S3Objects ?? []).Select(each => each.Key)]);
            request.Marker = page.NextMarker;
        } while (page.IsTruncated == true);
        Assert.Equal(["d0/", "d1/", "d2/", "d3/", "d4/", "top&<"], prefixes);
    }

    [Fact]
    public async Task Only_the_buckets_that_the_caller_may_see_are_listed()
    {
        using var client = _server.Client();
        Assert.Equal([StoreServer.Bucket], (await client.ListBucketsAsync(Token)).Buckets.Select(bucket => bucket.BucketName));
    }

    [Fact]
    public async Task The_list_of_buckets_has_pages_and_a_prefix()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StoreServer.Start(
            folder.Path,
            principals: (_, _) => StoreServer.App with { Allows = (_, _) => true }
        );
        using var client = server.Client();
        var first = await client.ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 1 }, Token);
        Assert.Equal(StoreServer.Bucket, Assert.Single(first.Buckets).BucketName);
        var second = await client.ListBucketsAsync(
            new ListBucketsRequest { MaxBuckets = 1, ContinuationToken = first.ContinuationToken },
            Token
        );
        Assert.Equal((StoreServer.OtherBucket, null), (Assert.Single(second.Buckets).BucketName, second.ContinuationToken));
        var found = await client.ListBucketsAsync(new ListBucketsRequest { Prefix = "ot" }, Token);
        Assert.Equal((StoreServer.OtherBucket, "ot"), (Assert.Single(found.Buckets).BucketName, found.Prefix));
    }

    [Fact]
    public async Task An_empty_continuation_token_is_the_first_page()
    {
        await Put(StoreServer.Bucket, "token/a");
        var answer = await _server.Raw().Ask("GET", "/files", "continuation-token=&list-type=2&prefix=token%2F");
        Assert.Equal(200, answer.Status);
        Assert.Contains("<Key>token/a</Key>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<ContinuationToken />", answer.Body, StringComparison.Ordinal);
    }

    async Task Put(string bucket, string key)
    {
        using var content = _server.Store.NewBlob();
        var added = new NewObject(
            bucket,
            key,
            0,
            "d41d8cd98f00b204e9800998ecf8427e",
            TimeProvider.System.GetUtcNow(),
            new Dictionary<string, string>(),
            null
        );
        await _server.Store.PutAsync(added, content, new WriteCondition(null, IfAbsent: false));
    }

    static Gen<string> Const(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    static List<string> Model(IEnumerable<string> keys, string prefix, string delimiter, string startAfter)
    {
        var listed = new List<string>();
        foreach (var key in keys.Distinct().Order(ByUtf8))
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal) || (startAfter.Length > 0 && ByUtf8.Compare(key, startAfter) <= 0))
            {
                continue;
            }

            var at = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var name = at < 0 ? "key " + key : "prefix " + key[..(at + delimiter.Length)];
            if (!listed.Contains(name))
            {
                listed.Add(name);
            }
        }

        return listed;
    }

    static readonly Comparer<string> ByUtf8 = Comparer<string>.Create(
        (one, other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other))
    );
}
