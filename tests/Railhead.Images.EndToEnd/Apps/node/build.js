// What a bundler does: the file exists only in the image.
require("fs").writeFileSync("public/built.js", "built\n".repeat(2000));
