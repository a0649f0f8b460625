namespace Railhead.Cli;

/// <summary>The scripts that a shell loads; each asks railhead itself for the words, and offers files where it knows none.</summary>
static class CompletionScripts
{
    public const string Bash = """
        # Completion of railhead for bash. Load it in ~/.bashrc:
        #   eval "$(railhead completion bash)"
        _railhead() {
            local IFS=$'\n' words
            words=$(railhead "[suggest]" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
            COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o bashdefault -o default -F _railhead railhead ./railhead
        """;

    public const string Zsh = """
        #compdef railhead
        # Completion of railhead for zsh. Load it in ~/.zshrc, after compinit:
        #   eval "$(railhead completion zsh)"
        _railhead() {
            local -a found
            found=("${(@f)$(railhead "[suggest]" "${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
            found=(${found:#})
            if (( $#found )); then
                compadd -a found
            else
                _files
            fi
        }
        compdef _railhead railhead
        """;

    public const string Fish = """
        # Completion of railhead for fish. Write it to a file that fish loads by itself:
        #   railhead completion fish > ~/.config/fish/completions/railhead.fish
        complete -c railhead -a '(railhead "[suggest]" (commandline -cp) 2>/dev/null)'
        """;
}
