using Guestbook;
using Microsoft.Extensions.Logging.Console;
using Npgsql;

Settings settings;
try
{
    settings = Settings.Read();
}
catch (SettingsException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.ListenAnyIP(settings.Port);
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = null; // the form limits the size of a picture
});
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, GuestbookJson.Default));

var time = TimeProvider.System;
await using var database = new NpgsqlSlimDataSourceBuilder(settings.Database).EnableTransportSecurity().Build();
await using var app = builder.Build();
var transient = new Transient(database, time, app.Logger);

switch (args)
{
    case []:
        break;
    case ["migrate"]:
        int steps = await transient.RunAsync(token => Migrations.RunAsync(database, token), CancellationToken.None);
        Console.WriteLine(steps == 0 ? "The database is up to date." : $"Applied {steps} {(steps == 1 ? "migration" : "migrations")}.");
        return 0;
    default:
        Console.Error.WriteLine("Usage: Guestbook [migrate]");
        return 2;
}

using var pictures = new Pictures(settings);
var book = new Book(new Entries(database, transient), pictures, new Metrics(time), app.Logger);
app.Use(Failures.HandleAsync);
Routes.Map(app, settings, book, pictures, new Page(settings, time));
app.Logger.LogInformation("Guestbook {Revision} listens on port {Port}", settings.Revision, settings.Port);
await app.RunAsync();
return 0;
