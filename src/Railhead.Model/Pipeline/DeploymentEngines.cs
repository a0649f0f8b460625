namespace Railhead.Model;

/// <summary>What the engines are called.</summary>
public static class DeploymentEngines
{
    /// <summary>The service's name, for comments and descriptions.</summary>
    public static string Title(this DeploymentEngine engine) => engine == DeploymentEngine.Ecs ? "ECS" : "CodeDeploy";
}
