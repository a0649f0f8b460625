namespace Railhead.Model;

/// <summary>Where a variable's value comes from.</summary>
public enum VariableSource
{
    /// <summary>Known now.</summary>
    Literal,

    /// <summary>A field of a secret.</summary>
    Secret,

    /// <summary>The deployment: the revision.</summary>
    Deployment,

    /// <summary>Put together from others when the task starts: <c>DATABASE_URL</c>.</summary>
    Composed,

    /// <summary>The machine that runs the task: its port here, 3000 elsewhere.</summary>
    Task,
}
