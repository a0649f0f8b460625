namespace Railhead.Model;

/// <summary>A value that the user wrote.</summary>
/// <param name="Value">Of the key's type.</param>
/// <param name="KeyAt">Where its key stands.</param>
/// <param name="At">Where the value begins.</param>
sealed record Setting(object? Value, Place KeyAt, Place At);
