// Answers as the other three apps do.
File.WriteAllText("tmp/started", "yes");
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT")}");
var app = builder.Build();
app.MapGet("/up", () => "ok");
app.MapGet("/", () => Environment.GetEnvironmentVariable("APP_REVISION"));
app.MapPost("/echo", async (HttpContext context) => await context.Request.Body.CopyToAsync(context.Response.Body));
app.MapGet(
    "/slow",
    async (HttpContext context, int parts) =>
    {
        for (var part = 0; part < parts; part++)
        {
            await context.Response.WriteAsync("part\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(100);
        }
    }
);
app.Run();
