//! What the samples of one request look like.

use super::Language;

/// The samples of the request in `samples_read_well`.
pub(super) const EXPECTED: [(Language, &str); 14] = [
    (
        Language::Curl,
        r#"API_KEY='••••••••'
AUTHORIZATION='••••••••'

curl --include --request POST 'https://api.example.com/v1/pets?dry_run=&api_key='"$API_KEY" \
  --header 'Accept: application/json' \
  --header 'Authorization: Bearer '"$AUTHORIZATION" \
  --header 'Content-Type: application/json' \
  --data-raw '{
  "name": "O'\''Neil $x"
}'
"#,
    ),
    (
        Language::CSharp,
        r#"using System;
using System.Net.Http;
using System.Text;

var apiKey = "••••••••";
var authorization = "••••••••";

using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/v1/pets?dry_run=&api_key=" + apiKey);
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + authorization);
request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(@"{
  ""name"": ""O'Neil $x""
}"));
request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
using var response = await client.SendAsync(request);

Console.WriteLine((int)response.StatusCode);
Console.WriteLine(await response.Content.ReadAsStringAsync());
"#,
    ),
    (
        Language::Python,
        r#"import requests

api_key = "••••••••"
authorization = "••••••••"

response = requests.post(
    "https://api.example.com/v1/pets?dry_run=&api_key=" + api_key,
    headers={
        "Accept": "application/json",
        "Authorization": "Bearer " + authorization,
        "Content-Type": "application/json",
    },
    data="""{
  "name": "O'Neil $x"
}""",
    allow_redirects=False,
)

print(response.status_code)
print(response.text)
"#,
    ),
    (
        Language::R,
        r#"library(httr2)

api_key <- "••••••••"
authorization <- "••••••••"

response <- request(paste0("https://api.example.com/v1/pets?dry_run=&api_key=", api_key)) |>
  req_method("POST") |>
  req_headers(
    Accept = "application/json",
    Authorization = paste0("Bearer ", authorization),
    `Content-Type` = "application/json"
  ) |>
  req_body_raw(r"({
  "name": "O'Neil $x"
})") |>
  req_options(followlocation = FALSE) |>
  req_error(is_error = function(response) FALSE) |>
  req_perform()

cat(resp_status(response), rawToChar(response$body), sep = "\n")
"#,
    ),
    (
        Language::Http,
        r#"@api_key = ••••••••
@authorization = ••••••••

POST https://api.example.com/v1/pets?dry_run=&api_key={{api_key}} HTTP/1.1
Accept: application/json
Authorization: Bearer {{authorization}}
Content-Type: application/json

{
  "name": "O'Neil $x"
}
"#,
    ),
    (
        Language::JavaScript,
        r#"const apiKey = "••••••••";
const authorization = "••••••••";

const response = await fetch("https://api.example.com/v1/pets?dry_run=&api_key=" + apiKey, {
  method: "POST",
  headers: {
    Accept: "application/json",
    Authorization: "Bearer " + authorization,
    "Content-Type": "application/json",
  },
  body: `{
  "name": "O'Neil $x"
}`,
  redirect: "manual",
});

console.log(response.status);
console.log(await response.text());
"#,
    ),
    (
        Language::TypeScript,
        r#"const apiKey = "••••••••";
const authorization = "••••••••";

const response: Response = await fetch("https://api.example.com/v1/pets?dry_run=&api_key=" + apiKey, {
  method: "POST",
  headers: {
    Accept: "application/json",
    Authorization: "Bearer " + authorization,
    "Content-Type": "application/json",
  },
  body: `{
  "name": "O'Neil $x"
}`,
  redirect: "manual",
});

console.log(response.status);
console.log(await response.text());

export {};
"#,
    ),
    (
        Language::Node,
        r#"import { request } from "node:https";
import { once } from "node:events";
import { text } from "node:stream/consumers";

const apiKey = "••••••••";
const authorization = "••••••••";

const call = request("https://api.example.com/v1/pets?dry_run=&api_key=" + apiKey, {
  method: "POST",
  headers: {
    Accept: "application/json",
    Authorization: "Bearer " + authorization,
    "Content-Type": "application/json",
  },
});
call.end(`{
  "name": "O'Neil $x"
}`);
const [response] = await once(call, "response");

console.log(response.statusCode);
console.log(await text(response));
"#,
    ),
    (
        Language::Go,
        r#"package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

func main() {
	apiKey := "••••••••"
	authorization := "••••••••"

	request, err := http.NewRequest("POST", "https://api.example.com/v1/pets?dry_run=&api_key="+apiKey, strings.NewReader(`{
  "name": "O'Neil $x"
}`))
	if err != nil {
		panic(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+authorization)
	request.Header.Set("Content-Type", "application/json")

	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}

	fmt.Println(response.Status)
	fmt.Println(string(content))
}
"#,
    ),
    (
        Language::Java,
        r#"import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

public class Sample {
    public static void main(String[] args) throws Exception {
        var apiKey = "••••••••";
        var authorization = "••••••••";

        var request = HttpRequest.newBuilder(URI.create("https://api.example.com/v1/pets?dry_run=&api_key=" + apiKey))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("""
{
  "name": "O'Neil $x"
}"""))
            .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        System.out.println(response.statusCode());
        System.out.println(response.body());
    }
}
"#,
    ),
    (
        Language::Php,
        r#"<?php

$apiKey = '••••••••';
$authorization = '••••••••';

$call = curl_init('https://api.example.com/v1/pets?dry_run=&api_key=' . $apiKey);
curl_setopt_array($call, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_POSTFIELDS => '{
  "name": "O\'Neil $x"
}',
    CURLOPT_HTTPHEADER => [
        'Accept: application/json',
        'Authorization: Bearer ' . $authorization,
        'Content-Type: application/json',
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$content = curl_exec($call);

echo curl_getinfo($call, CURLINFO_RESPONSE_CODE), "\n", $content, "\n";
"#,
    ),
    (
        Language::Ruby,
        r#"require 'net/http'

api_key = '••••••••'
authorization = '••••••••'

http = Net::HTTP.new('api.example.com', 443)
http.use_ssl = true
request = Net::HTTP::Post.new('/v1/pets?dry_run=&api_key=' + api_key)
request['Accept'] = 'application/json'
request['Authorization'] = 'Bearer ' + authorization
request['Content-Type'] = 'application/json'
request.body = '{
  "name": "O\'Neil $x"
}'
response = http.request(request)

puts response.code, response.body
"#,
    ),
    (
        Language::Rust,
        r##"use reqwest::blocking::Client;
use reqwest::redirect::Policy;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let api_key = "••••••••";
    let authorization = "••••••••";

    let client = Client::builder().redirect(Policy::none()).build()?;
    let response = client
        .post(&["https://api.example.com/v1/pets?dry_run=&api_key=", api_key].concat())
        .header("Accept", "application/json")
        .header("Authorization", &["Bearer ", authorization].concat())
        .header("Content-Type", "application/json")
        .body(r#"{
  "name": "O'Neil $x"
}"#)
        .send()?;

    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}
"##,
    ),
    (
        Language::PowerShell,
        r#"$apiKey = '••••••••'
$authorization = '••••••••'

$request = @{
    Method = 'Post'
    Uri = ('https://api.example.com/v1/pets?dry_run=&api_key=' + $apiKey)
    Headers = @{
        'Accept' = 'application/json'
        'Authorization' = ('Bearer ' + $authorization)
    }
    ContentType = 'application/json'
    Body = [Text.Encoding]::UTF8.GetBytes('{
  "name": "O''Neil $x"
}')
    SkipHeaderValidation = $true
    SkipHttpErrorCheck = $true
    MaximumRedirection = 0
}
$response = Invoke-WebRequest @request

$response.StatusCode
$response.Content
"#,
    ),
];
