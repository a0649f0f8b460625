using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>Client → HAProxy → nginx → app, as users have it.</summary>
public sealed class WholeWayTests : IAsyncLifetime
{
    TestApp _app = null!;
    TestNginx _nginx = null!;
    TestBalancer _balancer = null!;
    LoadBalancerState _state = null!;

    static CancellationToken Cancellation => Eventually.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("a1");
        _nginx = await TestNginx.StartAsync(_app.Port);
        _state = TestBalancer.State(Slot.Blue, null, (Slot.Blue, new Target("a1", "127.0.0.1", _nginx.Port, TargetPhase.InService)));
        _balancer = await TestBalancer.StartAsync(_state);
        await _balancer.ReconcileAsync(_state);
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        await _nginx.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_web_socket_echoes_and_counts_as_a_session_while_its_target_drains()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{_balancer.Port}/socket"), Cancellation);
        Assert.Equal("hello", await EchoAsync("hello"));
        var draining = _state with
        {
            Targets = new Dictionary<Slot, IReadOnlyList<Target>>
            {
                [Slot.Blue] = [_state.TargetsOf(Slot.Blue)[0] with { Phase = TargetPhase.Draining }],
            },
        };
        var target = (await _balancer.ReconcileAsync(draining)).Single();
        Assert.Equal((1, false), (target.Sessions, target.IsDrained));
        Assert.Equal("still here", await EchoAsync("still here"));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        await Eventually.TrueAsync(async () => (await _balancer.ReconcileAsync(draining)).Single().IsDrained, "drained");

        async Task<string> EchoAsync(string text)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancellation);
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, Cancellation);
            return Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
    }

    [Fact]
    public async Task Events_arrive_as_they_are_sent()
    {
        using var events = new StreamReader(await _balancer.Client.GetStreamAsync("/events", Cancellation));
        Assert.Equal("data: first", await events.ReadLineAsync(Cancellation));
        _app.Release.SetResult();
        Assert.Contains("data: second", await events.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_upload_goes_through_without_being_stored_on_the_way()
    {
        const long size = 300L << 20;
        int[] engines = [.. Tree(_balancer.MasterPid), .. Tree(_nginx.MasterPid)];
        var before = engines.Sum(Resident);
        using var content = new StreamContent(new Zeros(size));
        content.Headers.ContentLength = size;
        using var response = await _balancer.Client.PostAsync("/upload", content, Cancellation);
        Assert.Equal(size.ToString(CultureInfo.InvariantCulture), await response.Content.ReadAsStringAsync(Cancellation));
        Assert.InRange(engines.Sum(Resident) - before, 0, 32L << 20);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_nginx.Folder, "*", SearchOption.AllDirectories),
            file => new FileInfo(file).Length > 1 << 20
        );
    }

    [Fact]
    public async Task A_client_that_waits_for_100_continue_gets_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.ExpectContinue = true;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = _balancer.Client.BaseAddress,
        };
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal("100000", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task An_app_that_dies_behind_its_nginx_is_replaced_by_another_task_for_GETs()
    {
        await using var other = await TestApp.StartAsync("b1");
        var state = _state with
        {
            Targets = new Dictionary<Slot, IReadOnlyList<Target>>
            {
                [Slot.Blue] = [.. _state.TargetsOf(Slot.Blue), TestBalancer.Target(other)],
            },
        };
        await _balancer.ReconcileAsync(state);
        await using var load = new SteadyLoad(_balancer);
        await load.MoreAsync(50);
        await _app.DisposeAsync();
        await load.MoreAsync(100);
        Assert.Empty(load.Failures);
        Assert.All(load.Answers.TakeLast(30), answer => Assert.Equal("b1", answer));
    }

    // The parent and its direct children: master and workers.
    static IEnumerable<int> Tree(int pid) =>
        File.ReadAllText($"/proc/{pid}/task/{pid}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture))
            .Append(pid);

    /// <summary>The most that the process ever had in memory.</summary>
    static long Resident(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.PeakWorkingSet64;
    }

    sealed class Zeros(long length) : Stream
    {
        long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(_left, count);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
