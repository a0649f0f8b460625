namespace Railhead.Model;

/// <summary>The app and its commands.</summary>
static class AppKeys
{
    public static readonly KeySection Section = new("app");

    public static readonly Key<string> App = Section.Add(
        new Key<string>("app", Values.Text(TextForms.AppName), "")
        {
            Meaning = "Name of the app. Names of all resources begin with it.",
            RequiredExample = "app: guestbook",
            OnlyAtTop = OperationDiagnostics.AppInEnvironment,
        }
    );

    public static readonly Key<string?> Build = Section.Add(
        new Key<string?>("build", Values.TextOrNull(Values.Text()), null)
        {
            Meaning =
                "Shell script (`/bin/sh -euc`) that runs in a clean checkout of the app's folder and puts the release into `$RELEASE_DIR`. "
                + "If it leaves that folder empty, the checkout is the release.",
            Aws = Support.As("a step of the generated Dockerfile, without `HOME`'s cache; not run with a `dockerfile` of your own."),
        }
    );

    public static readonly Key<string?> Release = Section.Add(
        new Key<string?>("release", Values.TextOrNull(Values.Text()), null)
        {
            Meaning = "Shell script (`/bin/sh -euc`) that runs in the release, once per deployment, before traffic moves: migrations.",
            Aws = Support.As("runs as a task of its own."),
        }
    );

    public static readonly Key<string> Start = Section.Add(
        new Key<string>("start", Values.Text(TextForms.OneLine), "")
        {
            Meaning =
                "Shell line (`/bin/sh -c`) that runs the app in the release. It listens on `PORT` and ends on SIGTERM. A simple command "
                + "replaces the shell and gets SIGTERM itself; otherwise each process of the line gets it.",
            Aws = Support.As("the container's command; it replaces the image's own."),
            RequiredExample = "start: ./server",
        }
    );
}
