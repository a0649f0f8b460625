using System.CommandLine;

namespace Railhead.Cli;

static class ArgumentRules
{
    /// <summary>Says that a misspelled option is unknown, instead of taking it as the argument.</summary>
    public static void RefuseOptions(this Argument argument) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] and var value }, ..])
            {
                result.AddError(UsageErrors.UnknownOption(value));
            }
        });

    /// <summary>Says that a value is missing, instead of taking the next option as the value.</summary>
    public static void RefuseOptions(this Option option) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', '-', ..] }, ..])
            {
                result.AddError(UsageErrors.NoValue(option.Name));
            }
        });

    /// <summary>Accepts and completes only these words.</summary>
    public static void AcceptOnly(this Argument argument, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }, ..] && !words.Contains(value))
            {
                result.AddError(UsageErrors.NotOneOf(value, words));
            }
        });
    }

    /// <summary>Accepts and completes only these words.</summary>
    public static void AcceptOnly(this Option option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }, ..] && !words.Contains(value))
            {
                result.AddError(UsageErrors.NotOneOf(value, words));
            }
        });
    }
}
