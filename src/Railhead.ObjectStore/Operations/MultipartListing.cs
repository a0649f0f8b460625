using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>ListMultipartUploads and ListParts.</summary>
static class MultipartListing
{
    public static async Task ListUploadsAsync(S3Request request)
    {
        var query = request.Target.Query;
        if (query["delimiter"] is { Length: > 0 })
        {
            throw S3Errors.NotImplemented("A delimiter in the list of multipart uploads is not implemented.");
        }

        var encode = ListObjects.Encoder(query);
        var asked = new UploadQuery(
            request.Bucket,
            query["prefix"] ?? "",
            query["key-marker"] ?? "",
            query["upload-id-marker"] ?? "",
            request.Limit("max-uploads")
        );
        var found = request.Store.ListUploads(asked);
        var page = found.Take(asked.MaxUploads).ToList();
        var isTruncated = found.Count > page.Count && page.Count > 0;
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "ListMultipartUploadsResult",
            xml =>
            {
                xml.Text("Bucket", request.Bucket);
                xml.Text("KeyMarker", encode(asked.KeyMarker));
                xml.Text("UploadIdMarker", asked.UploadIdMarker);
                xml.Text("Prefix", encode(asked.Prefix));
                xml.Text("EncodingType", query["encoding-type"]);
                xml.Number("MaxUploads", asked.MaxUploads);
                xml.Flag("IsTruncated", isTruncated);
                if (isTruncated)
                {
                    xml.Text("NextKeyMarker", encode(page[^1].Key));
                    xml.Text("NextUploadIdMarker", page[^1].Id);
                }

                foreach (var upload in page)
                {
                    xml.Group(
                        "Upload",
                        () =>
                        {
                            xml.Text("Key", encode(upload.Key));
                            xml.Text("UploadId", upload.Id);
                            xml.Owner("Initiator");
                            xml.Owner();
                            xml.Text("StorageClass", upload.StorageClass);
                            xml.Text("Initiated", S3Xml.Time(upload.Initiated));
                            xml.Text("ChecksumAlgorithm", upload.Algorithm?.Name);
                        }
                    );
                }
            }
        );
    }

    public static async Task ListPartsAsync(S3Request request)
    {
        var upload = MultipartOperations.Upload(request);
        var limit = request.Limit("max-parts");
        var after = int.TryParse(
            request.Target.Query["part-number-marker"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var marker
        )
            ? marker
            : 0;
        var found = request.Store.ListParts(upload.Id, after, limit + 1);
        var page = found.Take(limit).ToList();
        var isTruncated = found.Count > page.Count && page.Count > 0;
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "ListPartsResult",
            xml =>
            {
                xml.Text("Bucket", request.Bucket);
                xml.Text("Key", ListObjects.Encoder(request.Target.Query)(request.Key));
                xml.Text("UploadId", upload.Id);
                xml.Owner("Initiator");
                xml.Owner();
                xml.Text("StorageClass", upload.StorageClass);
                xml.Number("PartNumberMarker", after);
                if (isTruncated)
                {
                    xml.Number("NextPartNumberMarker", page[^1].Number);
                }

                xml.Number("MaxParts", limit);
                xml.Flag("IsTruncated", isTruncated);
                xml.Text("ChecksumAlgorithm", upload.Algorithm?.Name);
                foreach (var part in page)
                {
                    xml.Group(
                        "Part",
                        () =>
                        {
                            xml.Number("PartNumber", part.Number);
                            xml.Text("LastModified", S3Xml.Time(part.Modified));
                            xml.ETag(part.ETag);
                            xml.Number("Size", part.Size);
                            xml.Checksum(part.Checksum);
                        }
                    );
                }
            }
        );
    }
}
