namespace Guestbook;

/// <summary>The page's style sheet.</summary>
static class Style
{
    public const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#b4472b"/><path d="M32 20c-5-4-13-5-20-4v28c7-1 15 0 20 4 5-4 13-5 20-4V16c-7-1-15 0-20 4zm0 0v28" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round"/></svg>
        """;

    public const string Css = """
        :root { --paper: #f7f3ec; --card: #fffdf9; --ink: #2a2420; --soft: #766a60; --line: #e4dbcd; --accent: #a83f24; --accent-ink: #fff; --error: #a11d1d;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif; --sans: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #1b1816; --card: #26211e; --ink: #ece4da; --soft: #a99b8d; --line: #3b342f; --accent: #e58a6b; --accent-ink: #1b1816; --error: #ff9c8f; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--sans); overflow-wrap: anywhere; }
        header, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
        header { padding-top: 3rem; padding-bottom: 2rem; }
        h1 { margin: 0; font: 600 clamp(2.2rem, 6vw, 3.2rem)/1.1 var(--serif); letter-spacing: -.02em; }
        h1 a { color: inherit; text-decoration: none; }
        header p { margin: .5rem 0 0; color: var(--soft); }
        main { display: grid; gap: 1.5rem; align-items: start; }
        .entries { display: grid; gap: 1.25rem; min-width: 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; box-shadow: 0 1px 2px rgb(60 40 20 / 5%); }
        h2 { margin: 0; font: 600 1.3rem/1.3 var(--serif); }
        article time { color: var(--soft); font-size: .875rem; }
        article p { margin: .75rem 0 0; white-space: pre-line; }
        .picture { display: block; margin: 1.25rem -1.5rem -1.5rem; }
        .picture img { display: block; width: 100%; max-height: 32rem; object-fit: cover; border-radius: 0 0 11px 11px; background: var(--line); min-height: 4rem; }
        a { color: var(--accent); }
        label { display: block; margin: 1rem 0 .3rem; font-weight: 600; font-size: .9rem; }
        small { color: var(--soft); font-weight: 400; font-size: .8rem; margin-left: .3rem; }
        input, textarea { width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
        ::placeholder { color: var(--soft); opacity: .7; }
        textarea { resize: vertical; }
        input[type=file] { padding: .5rem; font-size: .85rem; }
        ::file-selector-button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .25rem .7rem; margin-right: .7rem; }
        button { margin-top: 1.25rem; width: 100%; padding: .7rem 1rem; font: 600 1rem/1.4 var(--sans); color: var(--accent-ink); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
        button:hover { filter: brightness(1.08); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .error { margin: .3rem 0; color: var(--error); font-size: .9rem; }
        .nothing { padding: 4rem 1rem; text-align: center; color: var(--soft); border: 2px dashed var(--line); border-radius: 12px; }
        .nothing h2 { color: var(--ink); margin-top: .75rem; }
        .nothing p { margin: .25rem 0 0; }
        .nothing path { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
        nav { display: flex; justify-content: space-between; padding: .5rem; }
        footer { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding-top: 2.5rem; padding-bottom: 2.5rem; color: var(--soft); font-size: .85rem; }
        code { font: .95em ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
        @media (min-width: 56rem) {
          main { grid-template-columns: minmax(0, 1fr) 20rem; gap: 2rem; }
          main > form { grid-column: 2; grid-row: 1; position: sticky; top: 1.5rem; }
          .entries { grid-column: 1; grid-row: 1; } }
        """;

    // The browser hashes exactly the text between the tags.
    public static Html Html { get; } = Literal(Css);

    static Html Literal(string html)
    {
        var whole = new Html(html.Length, 0);
        whole.AppendLiteral(html);
        return whole;
    }
}
