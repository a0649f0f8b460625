namespace Railhead.Model;

/// <param name="Days">Between two rotations.</param>
/// <param name="AlternatingUsers">Two database users take turns, so that tasks with the old password go on until a deployment.</param>
public sealed record SecretRotation(int Days, bool AlternatingUsers);
