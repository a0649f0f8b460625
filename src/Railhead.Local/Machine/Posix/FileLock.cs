namespace Railhead.Local;

/// <summary>A lock between processes: whoever has the file open; it ends with the process that holds it.</summary>
static class FileLock
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else has it; dispose the result to let go.</summary>
    /// <exception cref="IOException">Somebody else had it for half a minute.</exception>
    public static async Task<FileStream> AcquireAsync(string file, TimeProvider time, CancellationToken cancellation)
    {
        // .NET takes an exclusive flock for FileShare.None.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, options);
            }
            catch (IOException) when (time.GetElapsedTime(begin) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(Interval, time, cancellation);
            }
        }
    }
}
