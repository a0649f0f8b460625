namespace Railhead.ObjectStore.Tests;

/// <summary>What a large object costs; alone, because what is measured is of the whole process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    const long Size = 200_000_000;
    const long Bound = 20_000_000;

    [Fact]
    public async Task An_upload_and_download_of_200_MB_allocate_a_tenth_of_it_at_most()
    {
        var raw = fixture.Server.Raw();
        var signer = new Signer(TimeProvider.System.GetUtcNow());
        var path = SignedRequests.PathOf("large");
        var headers = raw.Headers(signer, "UNSIGNED-PAYLOAD");
        RawClient.Sign(signer, "PUT", path, headers);
        headers["content-length"] = $"{Size}";
        headers["connection"] = "close";
        var buffer = new byte[1_000_000];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using (var upload = await raw.Open("PUT", path, headers))
        {
            for (var sent = 0L; sent < Size; sent += buffer.Length)
            {
                await upload.SendAsync(buffer);
            }

            Assert.Equal(200, (await RawClient.ReadToEnd(upload)).Status);
        }

        headers = raw.Headers(signer, Signer.Hash([]));
        RawClient.Sign(signer, "GET", path, headers);
        headers["connection"] = "close";
        using (var download = await raw.Open("GET", path, headers))
        {
            var received = 0L;
            while (await download.ReceiveAsync(buffer) is var count and > 0)
            {
                received += count;
            }

            Assert.InRange(received, Size, Size + 1000);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Bound);
    }
}
