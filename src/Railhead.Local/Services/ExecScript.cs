namespace Railhead.Local;

/// <summary>How <c>exec</c> starts a command with the variables of a task.</summary>
public static class ExecScript
{
    /// <summary>
    /// As the user who may read the file of variables: opens it, deletes it, and becomes the program that changes the user.
    /// </summary>
    public const string Open = "exec 3<\"$RAILHEAD_ENV\" && rm -f \"$RAILHEAD_ENV\" && unset RAILHEAD_ENV && exec \"$@\"";

    /// <summary>As the task's user: sets the variables, and finds the command as a shell would, with a shell's exit codes.</summary>
    public const string Run = """
        eval "$(cat <&3)"
        exec 3<&-
        fail() { printf '%s: %s\n' "$2" "$3" >&2; exit "$1"; }
        case $1 in
            */*)
                [ -e "$1" ] || fail 127 "$1" "no such file or folder"
                [ ! -d "$1" ] || fail 126 "$1" "is a folder"
                [ -x "$1" ] || fail 126 "$1" "permission denied"
                ;;
            *)
                found=
                saved=$IFS
                IFS=:
                set -f
                for folder in $PATH; do
                    [ -f "$folder/$1" ] || continue
                    found=$folder/$1
                    if [ -x "$found" ]; then break; fi
                done
                set +f
                IFS=$saved
                [ -n "$found" ] || fail 127 "$1" "command not found"
                [ -x "$found" ] || fail 126 "$found" "permission denied"
                ;;
        esac
        exec "$@"
        """;
}
