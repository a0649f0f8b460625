using System.Collections.Concurrent;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore.Tests;

/// <summary>What a crash, damage and the wrong hands do to a store.</summary>
public sealed class DurabilityTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    public async Task After_kill_9_everything_acknowledged_is_there_and_nothing_else(int killAfter)
    {
        var acknowledged = new ConcurrentDictionary<string, byte[]>();
        var sent = new ConcurrentDictionary<string, byte[]>();
        using (var child = ServerProcess.Start(_folder.Path))
        {
            using var client = StoreServer.Client(child.Url);
            var dead = new TaskCompletionSource();
            var writers = Enumerable
                .Range(0, 4)
                .Select(writer =>
                    Task.Run(
                        async () =>
                        {
                            for (var number = 0; !dead.Task.IsCompleted; number++)
                            {
                                // Every writer also overwrites a key of its own again and again.
                                var key = number % 3 == 0 ? $"same-{writer}" : $"{writer}-{number}";
                                var content = RandomNumberGenerator.GetBytes(number % 5 == 0 ? 300_000 : 1000);
                                sent[key] = content;
                                try
                                {
                                    await client.PutObjectAsync(
                                        new PutObjectRequest
                                        {
                                            BucketName = StoreServer.Bucket,
                                            Key = key,
                                            InputStream = new MemoryStream(content),
                                        },
                                        Token
                                    );
                                    acknowledged[key] = content;
                                }
                                catch (Exception e) when (e is HttpRequestException or AmazonClientException or IOException)
                                {
                                    return;
                                }

                                if (acknowledged.Count >= killAfter && dead.TrySetResult())
                                {
                                    child.Kill();
                                }
                            }
                        },
                        Token
                    )
                )
                .ToArray();
            await Task.WhenAll(writers);
        }

        await using var server = await StoreServer.Start(_folder.Path);
        using var reader = server.Client();
        var listed = new List<S3Object>();
        await foreach (var each in reader.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = StoreServer.Bucket }).S3Objects)
        {
            listed.Add(each);
        }

        foreach (var key in acknowledged.Keys)
        {
            Assert.Contains(key, listed.Select(each => each.Key));
        }

        foreach (var each in listed)
        {
            using var got = await reader.GetObjectAsync(StoreServer.Bucket, each.Key, Token);
            using var content = new MemoryStream();
            await got.ResponseStream.CopyToAsync(content, Token);
            // What was on its way when the server died may be there whole, or not at all.
            byte[][] allowed = acknowledged.TryGetValue(each.Key, out var certain) ? [certain, sent[each.Key]] : [sent[each.Key]];
            Assert.Contains(allowed, bytes => bytes.AsSpan().SequenceEqual(content.ToArray()));
        }

        Assert.Equal(listed.Count, StoreServer.Blobs(_folder.Path).Length);
        Assert.Equal(new BucketUsage(StoreServer.Bucket, listed.Count, listed.Sum(each => each.Size!.Value)), server.Store.Usage()[0]);
    }

    [Fact]
    public void Opening_sweeps_what_a_crash_left()
    {
        ObjectStore.Open(_folder.Path, TimeProvider.System).Dispose();
        File.WriteAllText(Path.Combine(_folder.Path, "incoming", "0123"), "half");
        File.WriteAllText(Path.Combine(_folder.Path, "blobs", "ab", "ab" + new string('0', 30)), "orphan");
        ObjectStore.Open(_folder.Path, TimeProvider.System).Dispose();
        Assert.Empty(StoreServer.Blobs(_folder.Path));
    }

    [Fact]
    public async Task A_lost_or_shortened_file_is_an_error_and_never_a_wrong_answer()
    {
        await using var server = await StoreServer.Start(_folder.Path);
        using var client = server.Client();
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = StoreServer.Bucket,
                Key = "k",
                ContentBody = "content",
            },
            Token
        );
        var blob = StoreServer.Blobs(_folder.Path).Single();
        await File.WriteAllTextAsync(blob, "cont", Token);
        Assert.Equal(
            "InternalError",
            (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectAsync(StoreServer.Bucket, "k", Token))).ErrorCode
        );
        File.Delete(blob);
        Assert.Equal(
            "InternalError",
            (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => client.GetObjectAsync(StoreServer.Bucket, "k", Token))).ErrorCode
        );
    }

    [Fact]
    public async Task Objects_buckets_and_uploads_survive_closing_and_opening()
    {
        string upload;
        await using (var server = await StoreServer.Start(_folder.Path))
        {
            using var client = server.Client();
            await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = StoreServer.Bucket,
                    Key = "k",
                    ContentBody = "content",
                },
                Token
            );
            upload = (await client.InitiateMultipartUploadAsync(StoreServer.Bucket, "m", Token)).UploadId;
            await client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = StoreServer.Bucket,
                    Key = "m",
                    UploadId = upload,
                    PartNumber = 1,
                    InputStream = new MemoryStream([1, 2]),
                },
                Token
            );
        }

        using var reopened = ObjectStore.Open(_folder.Path, TimeProvider.System);
        Assert.Equal([new BucketUsage("files", 1, 7), new BucketUsage("other", 0, 0)], reopened.Usage());
        Assert.Equal(2, reopened.ListParts(upload, 0, 10).Single().Size);
        Assert.Equal(2, StoreServer.Blobs(_folder.Path).Length);
    }

    [Fact]
    public void A_second_process_is_told_that_the_store_is_open()
    {
        using var first = ObjectStore.Open(_folder.Path, TimeProvider.System);
        var refused = Assert.Throws<IOException>(() => ObjectStore.Open(_folder.Path, TimeProvider.System));
        Assert.Contains("another process has this store open", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_a_newer_format_is_left_alone()
    {
        ObjectStore.Open(_folder.Path, TimeProvider.System).Dispose();
        using (var index = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "index.db")};Pooling=False"))
        {
            index.Open();
            index.Execute("PRAGMA user_version = 99");
        }

        Assert.Contains(
            "format 99",
            Assert.Throws<InvalidDataException>(() => ObjectStore.Open(_folder.Path, TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Readers_and_writers_of_one_key_never_see_two_contents_mixed()
    {
        await using var server = await StoreServer.Start(_folder.Path);
        using var client = server.Client();
        await Put(0);
        var writing = Enumerable
            .Range(1, 40)
            .Chunk(10)
            .Select(numbers =>
                Task.Run(
                    async () =>
                    {
                        foreach (var number in numbers)
                        {
                            await Put(number);
                        }
                    },
                    Token
                )
            )
            .ToArray();
        var done = Task.WhenAll(writing);
        do
        {
            using var got = await client.GetObjectAsync(StoreServer.Bucket, "k", Token);
            using var content = new MemoryStream();
            await got.ResponseStream.CopyToAsync(content, Token);
            Assert.Equal(300_000, content.Length);
            Assert.Single(content.ToArray().Distinct());
        } while (!done.IsCompleted);
        await done;
        Assert.Single(StoreServer.Blobs(_folder.Path));

        Task Put(int number) =>
            client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = StoreServer.Bucket,
                    Key = "k",
                    InputStream = new MemoryStream(Enumerable.Repeat((byte)number, 300_000).ToArray()),
                },
                Token
            );
    }

    [Fact]
    public void A_principal_does_not_print_its_secret() =>
        Assert.DoesNotContain(StoreServer.Secret, StoreServer.App.ToString(), StringComparison.Ordinal);
}
