using System.Collections.Frozen;
using System.Text;

namespace Railhead.Model;

/// <summary>Splits a shell line into words, as POSIX describes it. It expands nothing.</summary>
/// <param name="text">The line.</param>
sealed class ShellWords(string text)
{
    /// <summary>Names that a shell (dash, busybox or bash) runs itself, or reads as its grammar.</summary>
    static readonly FrozenSet<string> Builtins = (
        ". : [ alias bg bind break builtin caller cd chdir command compgen complete continue declare dirs disown echo enable eval exec exit "
        + "export false fc fg getopts hash help history jobs kill let local logout mapfile newgrp popd printf pushd pwd read readarray readonly "
        + "return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait"
    )
        .Split(' ')
        .ToFrozenSet();

    static readonly FrozenSet<string> Keywords =
        "! [[ ]] { } case coproc do done elif else esac fi for function if in select then time until while".Split(' ').ToFrozenSet();

    int _at;

    /// <summary>Whether a command substitution was seen.</summary>
    public bool HasSubstitution { get; private set; }

    bool _isOpen;

    /// <summary>Whether the program of a command is the shell's own.</summary>
    public static bool IsBuiltin(ShellWord word) =>
        word.Literal is { } name
        && (Builtins.Contains(name) || (!word.IsQuoted && Keywords.Contains(name)) || name.Length == 0 || name[0] == '-');

    /// <summary>Reads to the end; false when a quote or a brace is still open there.</summary>
    public bool AreComplete()
    {
        while (Next() is not null)
        {
            // Only the end counts.
        }

        return !_isOpen;
    }

    /// <summary>The next word; null at the end.</summary>
    public ShellWord? Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
        {
            return null;
        }

        var start = _at;
        if (text[_at] == '\n')
        {
            _at++;
            return new ShellWord(start, null, IsNewline: true);
        }

        if (IsOperator(text[_at]))
        {
            _at++;
            return new ShellWord(start, null, IsOperator: true);
        }

        var literal = new StringBuilder();
        var (isQuoted, isVariable) = (false, false);
        while (_at < text.Length && !IsEnd(text[_at]))
        {
            switch (text[_at])
            {
                case '\\':
                    isQuoted = true;
                    Escaped(literal);
                    break;
                case '\'':
                    isQuoted = true;
                    SingleQuoted(literal);
                    break;
                case '"':
                    isQuoted = true;
                    isVariable |= DoubleQuoted(literal);
                    break;
                case '$' or '`':
                    isVariable |= Expansion(literal);
                    break;
                default:
                    literal.Append(text[_at++]);
                    break;
            }
        }

        return new ShellWord(start, isVariable ? null : literal.ToString(), isQuoted, IsAssignment(start));
    }

    void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r')
            {
                _at++;
            }
            else if (IsContinuation())
            {
                _at += 2;
            }
            else if (text[_at] == '#')
            {
                // A comment. Words never get here: it begins one only at their start.
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    bool IsContinuation() => text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] == '\n';

    bool IsAssignment(int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end > start && end < text.Length && text[end] == '=' && !char.IsAsciiDigit(text[start]);
    }

    void Escaped(StringBuilder literal)
    {
        if (!IsContinuation() && _at + 1 < text.Length)
        {
            literal.Append(text[_at + 1]);
        }

        _isOpen |= _at + 1 >= text.Length;
        _at += 2;
    }

    void SingleQuoted(StringBuilder literal)
    {
        var end = text.IndexOf('\'', _at + 1);
        _isOpen |= end < 0;
        end = end < 0 ? text.Length : end;
        literal.Append(text, _at + 1, end - _at - 1);
        _at = end + 1;
    }

    /// <returns>Whether a variable is part of it.</returns>
    bool DoubleQuoted(StringBuilder literal)
    {
        var isVariable = false;
        for (_at++; _at < text.Length; )
        {
            switch (text[_at])
            {
                case '"':
                    _at++;
                    return isVariable;
                case '\\' when _at + 1 < text.Length && text[_at + 1] is '$' or '`' or '"' or '\\' or '\n':
                    Escaped(literal);
                    break;
                case '$' or '`':
                    isVariable |= Expansion(literal);
                    break;
                default:
                    literal.Append(text[_at++]);
                    break;
            }
        }

        _isOpen = true;
        return isVariable;
    }

    /// <returns>Whether it is one: a dollar sign may stand for itself.</returns>
    bool Expansion(StringBuilder literal)
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : ' ';
        if (text[_at] == '`' || next == '(')
        {
            HasSubstitution = true;
            _at++;
            return true;
        }

        if (next == '{')
        {
            _at += 2;
            Braces();
            return true;
        }

        literal.Append(text[_at++]);
        return char.IsAsciiLetterOrDigit(next) || next is '_' or '@' or '*' or '#' or '?' or '-' or '$' or '!';
    }

    /// <summary>Up to the brace that ends <c>${…</c>.</summary>
    void Braces()
    {
        var ignored = new StringBuilder();
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case '}':
                    _at++;
                    return;
                case '\\':
                    Escaped(ignored);
                    break;
                case '\'':
                    SingleQuoted(ignored);
                    break;
                case '"':
                    DoubleQuoted(ignored);
                    break;
                case '$' or '`':
                    Expansion(ignored);
                    break;
                default:
                    // An operator in here would be text; such a line need not be simple.
                    HasSubstitution |= IsOperator(text[_at]);
                    _at++;
                    break;
            }
        }

        _isOpen = true;
    }

    static bool IsOperator(char c) => c is ';' or '&' or '|' or '<' or '>' or '(' or ')';

    static bool IsEnd(char c) => IsOperator(c) || c is ' ' or '\t' or '\n' or '\r';
}
