namespace Railhead.EndToEnd;

[Collection("guestbook")]
public sealed class Core(OwnGuestbook guestbook) : CoreScenario(guestbook);

[Collection("guestbook")]
public sealed class Healing(OwnGuestbook guestbook) : HealingScenario(guestbook);

[Collection("guestbook")]
public sealed class Deployment(OwnGuestbook guestbook) : DeploymentScenario(guestbook);

[Collection("guestbook")]
public sealed class Restart(OwnGuestbook guestbook) : RestartScenario(guestbook);

[Collection("guestbook of an ordinary user")]
public sealed class CoreAsOrdinaryUser(OrdinaryUsersGuestbook guestbook) : CoreScenario(guestbook);

[Collection("guestbook of an ordinary user")]
public sealed class HealingAsOrdinaryUser(OrdinaryUsersGuestbook guestbook) : HealingScenario(guestbook);

[Collection("guestbook of an ordinary user")]
public sealed class DeploymentAsOrdinaryUser(OrdinaryUsersGuestbook guestbook) : DeploymentScenario(guestbook);

[Collection("guestbook of an ordinary user")]
public sealed class RestartAsOrdinaryUser(OrdinaryUsersGuestbook guestbook) : RestartScenario(guestbook);
