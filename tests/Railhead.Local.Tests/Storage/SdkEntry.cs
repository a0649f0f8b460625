using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Railhead.Local.Tests;

/// <summary>Makes the test program serve as an app too, which knows nothing but its environment.</summary>
static class SdkEntry
{
    public const string Word = "store-by-sdk";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetCommandLineArgs() is not [_, Word])
        {
            return;
        }

        using var s3 = new AmazonS3Client();
        var bucket = Environment.GetEnvironmentVariable("S3_BUCKET_NAME");
        s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = "sdk",
                    ContentBody = "by the SDK alone",
                }
            )
            .GetAwaiter()
            .GetResult();
        using var response = s3.GetObjectAsync(bucket, "sdk").GetAwaiter().GetResult();
        using var reader = new StreamReader(response.ResponseStream);
        Console.WriteLine(reader.ReadToEnd());
        Environment.Exit(0);
    }
}
