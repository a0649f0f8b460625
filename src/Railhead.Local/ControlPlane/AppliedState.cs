using System.Collections.Concurrent;
using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The desired state of the environment, read from the state store: which slot serves, with which release and which blueprint.
/// A blueprint belongs to a slot, because during a deployment two task sets with different ones exist.
/// </summary>
public sealed class AppliedState(StateStore store, string environment)
{
    const int RunningAndWaiting = 2;

    readonly ConcurrentDictionary<string, Architecture> _compiled = new();

    /// <summary>
    /// The task set with the traffic; null before the first deployment. One value in the store, so that it changes whole or not at all.
    /// </summary>
    public Serving? Serving
    {
        get
        {
            if (store.Setting("serving")?.Split(' ') is not [var slot, var release, var revision])
            {
                return null;
            }

            return new Serving(Enum.Parse<Slot>(slot), int.Parse(release, CultureInfo.InvariantCulture), revision);
        }
    }

    /// <summary>The blueprint of the platform: the active slot's, or the one of the first <c>up</c>.</summary>
    public string? PlatformBlueprint => (Serving is { } serving ? SlotBlueprint(serving.Slot) : null) ?? store.Setting("blueprint");

    public string? SlotBlueprint(Slot slot) => store.Setting($"blueprint:{slot}");

    public void SetSlotBlueprint(Slot slot, string text) => store.SetSetting($"blueprint:{slot}", text);

    /// <summary>The blueprint of the first <c>up</c>, before anything is deployed.</summary>
    public void SetInitialBlueprint(string text) => store.SetSetting("blueprint", text);

    /// <summary>The traffic moves: from now on this is what is served.</summary>
    public void Serve(Serving serving) =>
        store.SetSetting("serving", string.Create(CultureInfo.InvariantCulture, $"{serving.Slot} {serving.Release} {serving.Revision}"));

    public Architecture? Platform => PlatformBlueprint is { } text ? Compile(text) : null;

    /// <summary>Those of both slots and of the platform: while a deployment runs, what either set needs is there.</summary>
    public IReadOnlyList<Architecture> All() => [.. new[] { Platform, ForSlot(Slot.Blue), ForSlot(Slot.Green) }.OfType<Architecture>()];

    /// <summary>
    /// The first architecture with a database: the platform's, a present task set's, or that of a set that a deployment is about to make.
    /// Null when none has one.
    /// </summary>
    public Architecture? WithDatabase()
    {
        var sets = store
            .Tasks()
            .Select(task => (Slot?)task.Slot)
            .Concat(store.Deployments(RunningAndWaiting).Where(row => row.Status == DeploymentStatus.InProgress).Select(row => row.Slot));
        return sets.OfType<Slot>()
            .Distinct()
            .Select(ForSlot)
            .Prepend(Platform)
            .FirstOrDefault(architecture => architecture?.Database is not null);
    }

    /// <summary>The architecture of each slot that has one.</summary>
    public IReadOnlyDictionary<Slot, Architecture> Sets() =>
        SlotNames
            .All.Select(slot => (Slot: slot, Architecture: ForSlot(slot)))
            .Where(set => set.Architecture is not null)
            .ToDictionary(set => set.Slot, set => set.Architecture!);

    public Architecture? ForSlot(Slot slot) => SlotBlueprint(slot) is { } text ? Compile(text) : null;

    /// <exception cref="RailheadException">
    /// The text has errors: a stored blueprint was accepted once, so this Railhead no longer accepts it.
    /// </exception>
    public Architecture Compile(string text) =>
        _compiled.GetOrAdd(
            text,
            static (text, environment) =>
            {
                var result = BlueprintFile.Parse(text, "railhead.yaml", environment);
                return result.Blueprint is { } blueprint
                    ? ArchitectureCompiler.Compile(blueprint, environment)
                    : throw ControlPlaneErrors.BlueprintNoLongerValid(result.Findings[0].Message);
            },
            environment
        );
}

/// <param name="Slot">The slot with the traffic.</param>
/// <param name="Release">The release's number.</param>
/// <param name="Revision">Its revision.</param>
public sealed record Serving(Slot Slot, int Release, string Revision);
