namespace Railhead.Local;

/// <summary>HAProxy refused or did not answer; the message says what and why.</summary>
public class HaproxyException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>No HAProxy listens on its socket: it has not been started yet, or is just being restarted.</summary>
public sealed class HaproxyUnavailableException(string message, Exception? inner = null) : HaproxyException(message, inner);
