using System.IO.Pipelines;

namespace Railhead.ObjectStore;

/// <summary>Reads a document from a request's content while it arrives, so that it is never in memory as a whole.</summary>
static class XmlBody
{
    public static async Task<XmlElementNode> ReadAsync(RequestPayload payload, XmlForm form, CancellationToken cancellation)
    {
        if (payload.Length > form.Bytes)
        {
            throw S3Errors.MalformedXml();
        }

        var pipe = new Pipe();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(payload, form, pipe.Writer, stop.Token);
        try
        {
            await using var content = pipe.Reader.AsStream();
            var document = await S3XmlReader.ReadAsync(content, form);
            // The end of the content checks its digests and signature.
            await receiving;
            return document;
        }
        catch
        {
            // An error of the content comes first: it explains a document that ends too early.
            await stop.CancelAsync();
            await receiving.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (receiving.Exception?.InnerException is S3Exception { Code: not "MalformedXML" } refused)
            {
                throw refused;
            }

            throw;
        }
    }

    static async Task ReceiveAsync(RequestPayload payload, XmlForm form, PipeWriter writer, CancellationToken cancellation)
    {
        Exception? failed = null;
        try
        {
            var limit = new MarkupLimit();
            var received = 0L;
            await payload.ReceiveAsync(
                async piece =>
                {
                    received += piece.Length;
                    if (received > form.Bytes || !limit.Accepts(piece.Span))
                    {
                        throw S3Errors.MalformedXml();
                    }

                    await writer.WriteAsync(piece, cancellation);
                },
                cancellation
            );
        }
        catch (Exception e)
        {
            failed = e;
            throw;
        }
        finally
        {
            await writer.CompleteAsync(failed);
        }
    }
}
