//! What recipes for C# call besides libraries.

/// The functions that programs call; each may call those before it.
pub(super) const FUNCTIONS: [(&str, &str); 9] = [
    (
        "OfText",
        r"
static JsonElement OfText(string text)
{
    return text == null ? default : JsonDocument.Parse(JsonSerializer.Serialize(text)).RootElement;
}
",
    ),
    (
        "Read",
        r"
// What a body says: the JSON that it is, otherwise its text; nothing if it is empty.
static JsonElement Read(string body)
{
    try
    {
        return JsonDocument.Parse(body).RootElement;
    }
    catch (JsonException)
    {
        return string.IsNullOrWhiteSpace(body) ? default : OfText(body);
    }
}
",
    ),
    (
        "Find",
        r"
// What the path leads to in the value.
static JsonElement Find(JsonElement value, params string[] path)
{
    foreach (var step in path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var isPlace = int.TryParse(step, out var place) && place >= 0 && place < value.GetArrayLength();
            value = isPlace ? value[place] : default;
        }
        else
        {
            var isMember = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out var member);
            value = isMember ? value.GetProperty(step) : default;
        }
    }
    return value;
}
",
    ),
    (
        "Text",
        r#"
// The text of what the path leads to in the value.
static string Text(JsonElement value, params string[] path)
{
    value = Find(value, path);
    if (value.ValueKind == JsonValueKind.String)
    {
        return value.GetString();
    }
    return value.ValueKind == JsonValueKind.Undefined ? "null" : value.GetRawText();
}
"#,
    ),
    (
        "Need",
        r#"
static JsonElement Need(JsonElement value, string what)
{
    if (value.ValueKind == JsonValueKind.Undefined || value.ValueKind == JsonValueKind.Null)
    {
        throw new Exception(what + " has no value");
    }
    return value;
}
"#,
    ),
    (
        "Header",
        r#"
static string Header(HttpResponseMessage response, string name)
{
    var isThere = response.Headers.TryGetValues(name, out var values)
        || response.Content.Headers.TryGetValues(name, out values);
    return isThere ? string.Join(", ", values) : null;
}
"#,
    ),
    (
        "Same",
        r"
static bool Same(string left, string right)
{
    return string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
",
    ),
    (
        "Number",
        r"
static double Number(string text)
{
    return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
",
    ),
    (
        "IsTrue",
        r#"
static bool IsTrue(string text)
{
    return Array.IndexOf(new[] { "", "0", "false", "null" }, text.ToLowerInvariant()) < 0;
}
"#,
    ),
];
