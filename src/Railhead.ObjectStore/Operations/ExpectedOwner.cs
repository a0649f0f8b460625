namespace Railhead.ObjectStore;

/// <summary>The account that a client expects to own a bucket.</summary>
static class ExpectedOwner
{
    public const string Header = "x-amz-expected-bucket-owner";
    public const string SourceHeader = "x-amz-source-expected-bucket-owner";

    /// <summary>Throws S3's error if the client expects another owner than the store's.</summary>
    public static void Check(S3Request request, string header = Header)
    {
        if (request.Header(header) is not { } expected)
        {
            return;
        }

        if (expected.Length != 12 || !expected.All(char.IsAsciiDigit))
        {
            throw S3Errors.InvalidBucketOwner(expected);
        }

        if (expected != request.Account)
        {
            throw S3Errors.AccessDenied();
        }
    }
}
