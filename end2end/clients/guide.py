# The guide's request/response client, ported to Python 3. Its base URL and the header with the subscription's key are those of
# the gateway; everything else is the guide's.
import json
import sys
import urllib.error
import urllib.request

base_url, subscription_key = sys.argv[1:]
workspace = "322d52744e430fc3436dd420769f6916"
service = "939fc7a2cfcf714681d57a8d9d6303d8"
api_key = "hj/lr4nWsmH2/TwRTZGaCh/yYzXwxzSarimduNhgU/tQzJg4zXUEMKGTe18RikCafXRe3wvZjyCqp1XQ7JfHMw=="
data = {
    "Inputs": {
        "input1": {
            "ColumnNames": ["Col2"],
            "Values": [["This is a good day"]]
        },
    },
    "GlobalParameters": {}
}
url = base_url + "/workspaces/" + workspace + "/services/" + service + "/execute?api-version=2.0&details=true"
headers = {
    "Content-Type": "application/json",
    "Authorization": ("Bearer " + api_key),
    "Ocp-Apim-Subscription-Key": subscription_key,
}
body = str.encode(json.dumps(data))
try:
    req = urllib.request.Request(url, body, headers)
    response = urllib.request.urlopen(req)
    result = response.read()
    print("result:" + result.decode())
except urllib.error.HTTPError as error:
    print("The request failed with status code: " + str(error.code))
    print(error.info())
    print(json.loads(error.read()))
