"""Masking: what must never survive, what must stay readable, and what must not change at all."""

import base64
import json
import time
from urllib.parse import quote

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from app.domain.redaction import MASK, Masker, is_secret_key, mask_text

SECRET_NAMES = [
    "AuthorizationKey",
    "StationPassword",
    "WifiPSK",
    "ApnPassword",
    "BasicAuthPassword",
    "SIM_PIN",
    "wifi_key",
    "API-Token",
    "privateKey",
    "wifipassword",
    "APIKEY",
    "ClientSecret",
    "Network.Wifi.Passphrase",
    "loginPwd",
    "pin",
    "vendorCredentials",
    "WifiPass",
    "accessToken2",
    "ApiKeys",
]
OPEN_NAMES = [
    "WebSocketPingInterval",
    "GetConfigurationMaxKeys",
    "SupportedKeys",
    "NumberOfKeys",
    "MonkeyMode",
    "ShippingInterval",
    "HeartbeatInterval",
    "publicKey",
    "PublicKeyWithSignedMeterValue",
    "issuerKeyHash",
    "hashAlgorithm",
    "idToken",
    "groupIdToken",
    "RfidToken",
    "SupportedIdTokenTypes",
    "PasswordMaxLength",
    "TokenReader",
    "configurationKey",
    "unknownKey",
    "BypassMode",
    "compass",
    "Sec-WebSocket-Key",
    "PassThrough",
    "secretariat",
    "LocalAuthListMaxLength",
    "",
    "é",
]


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_a_name_that_stands_for_a_secret_is_known(name):
    assert is_secret_key(name)


@pytest.mark.parametrize("name", OPEN_NAMES)
def test_a_name_that_only_looks_like_one_stays_readable(name):
    assert not is_secret_key(name)


GET_CONFIGURATION = (
    '[3,"a4fe9db3",{"configurationKey":['
    '{"key":"SupportedFeatureProfiles","readonly":true,"value":"Core,FirmwareManagement"},'
    '{"key":"StationPassword","readonly":false,"value":"LetMeIn!"},'
    '{"key":"ServerUrl","readonly":false,"value":"wss://home-assistant:9000/"}]}]'
)


def test_only_the_secret_of_a_configuration_answer_is_masked():
    assert mask_text(GET_CONFIGURATION) == GET_CONFIGURATION.replace("LetMeIn!", MASK)


def test_an_answer_without_its_last_brackets_keeps_its_open_values():
    cut = GET_CONFIGURATION[:-2]
    assert mask_text(cut) == cut.replace("LetMeIn!", MASK)


def test_a_lost_quote_hides_the_secret_and_keeps_the_first_members_of_other_objects():
    damaged = GET_CONFIGURATION.replace('"LetMeIn!', "LetMeIn!")
    assert mask_text(damaged) == damaged.replace("LetMeIn!", MASK)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"00ff"}]',
            '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"•••"}]',
        ),
        (
            '{"value" : "x y",\n "readonly" : false,\n "key" : "WifiPSK"}',
            '{"value" : "•••",\n "readonly" : false,\n "key" : "WifiPSK"}',
        ),
        ('{"key":"SIM_PIN","value":1234}', '{"key":"SIM_PIN","value":"•••"}'),
        ('{"key":"SIM_PIN","value":12', '{"key":"SIM_PIN","value":"•••"'),
        ('{"key":"SIM_PIN","value":"12', '{"key":"SIM_PIN","value":"•••'),
        ('{"key":"StationPassword","value":""}', '{"key":"StationPassword","value":""}'),
        ('{"key":"StationPassword","value":null}', '{"key":"StationPassword","value":null}'),
        (
            '{"key":"\\u0053tationPassword","value":"x"}',
            '{"key":"\\u0053tationPassword","value":"•••"}',
        ),
        ('{"p\\u0061ssword":"x"}', '{"p\\u0061ssword":"•••"}'),
        (
            '{"setVariableData":[{"attributeValue":"s","component":{"name":"SecurityCtrlr"},'
            '"variable":{"name":"BasicAuthPassword"}},{"attributeValue":"30",'
            '"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}',
            '{"setVariableData":[{"attributeValue":"•••","component":{"name":"SecurityCtrlr"},'
            '"variable":{"name":"BasicAuthPassword"}},{"attributeValue":"30",'
            '"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}',
        ),
        (
            '{"reportData":[{"component":{"name":"C"},"variable":{"name":"WifiKey"},'
            '"variableAttribute":[{"type":"Actual","value":"s3"}],'
            '"variableCharacteristics":{"dataType":"string"}}]}',
            '{"reportData":[{"component":{"name":"C"},"variable":{"name":"WifiKey"},'
            '"variableAttribute":[{"type":"Actual","value":"•••"}],'
            '"variableCharacteristics":{"dataType":"string"}}]}',
        ),
        (
            '{"reportData":[{"component":{"name":"C"},"variable":{"name":"Interval"},'
            '"variableAttribute":[{"value":"7"}]},{"compo',
            '{"reportData":[{"component":{"name":"C"},"variable":{"name":"Interval"},'
            '"variableAttribute":[{"value":"7"}]},{"compo',
        ),
        ('{"configurationKey":[{"value":"LetM', '{"configurationKey":[{"value":"•••'),
        (
            '{"passwords":["a",{"x":"b","y":[1,true]}]}',
            '{"passwords":["•••",{"x":"•••","y":["•••",true]}]}',
        ),
        ('{"wifi":{"ssid":"home","key":"abc"}}', '{"wifi":{"ssid":"home","key":"•••"}}'),
        ("{'ssid':'home','key':'abc'}", "{'ssid':'home','key':'•••'}"),
        ('[2,"1","GetConfiguration",{"key":["AuthorizationKey"]}]',) * 2,
        ('[3,"1",{"configurationKey":[],"unknownKey":["AuthorizationKey"]}]',) * 2,
        ('{"idToken":{"idToken":"04A2","type":"ISO14443"},"idTag":"04A2"}',) * 2,
        ('{"password":true,"pinRequired":false,"pin":null}',) * 2,
        (
            '{"setting":{"name":"Password"},"value":"x"}',
            '{"setting":{"name":"Password"},"value":"•••"}',
        ),
        ('{"messageId":"SetPassword","data":"x"}', '{"messageId":"SetPassword","data":"•••"}'),
        ('{"data":"{\\"wifiKey\\":\\"a\\\\\\"b\\"}"}', '{"data":"{\\"wifiKey\\":\\"•••\\"}"}'),
        ('{"data":"{\\"wifiKey\\":\\"ab"}', '{"data":"{\\"wifiKey\\":\\"•••"}'),
        ('{"data":"{\\"wifiKey\\":1}"}', '{"data":"{\\"wifiKey\\":\\"•••\\"}"}'),
        ('{"d":"\\q{\\"wifiKey\\":\\"ab\\"}"}', '{"d":"\\q{\\"wifiKey\\":\\"•••\\"}"}'),
        ('{"d":"\\ud800{\\"pin\\":\\"ab\\"}"}', '{"d":"\\ud800{\\"pin\\":\\"•••\\"}"}'),
        (
            "{'key':'StationPassword','value':'Let'Me,In!'}",
            "{'key':'StationPassword','value':'•••'}",
        ),
        ('{"key":"StationPassword,"value":"x"}', '{"key":"StationPassword,"value":"•••"}'),
        ('{"key":"pin","value":[1,2}', '{"key":"pin","value":[•••'),
        ('{"a" "password":{"x":1}}', '{"a" "password":{•••}}'),
        ('{"a" "password":true}',) * 2,
        ("password=abc other", "password=••• other"),
        ("GET /?token=abc&x=1", "GET /?token=•••&x=1"),
        ("wrong PIN entered", "wrong PIN entered"),
        ("PIN: 1234, tries: 3", "PIN: •••, tries: 3"),
        ("ftp://user:pa:ss@h/x ftps://u:p@h", "ftp://user:•••@h/x ftps://u:•••@h"),
        ("ftp://user:pa/ss@h/x", "ftp://user:•••@h/x"),
        ("ftp://user:secr", "ftp://user:•••"),
        ('{"location":"ftp:\\/\\/u:p1\\/x@h"}', '{"location":"ftp://u:•••@h"}'),
        ("ws://10.0.0.1:9310 ws://h:9310, ws://[::1]:9310/@ http://h:80/@me ftp://u@h",) * 2,
        ("see foo://a:b then", "see foo://a:b then"),
        (
            "GET / HTTP/1.1\r\nAuthorization: Basic Q1A6cw==\r\nHost: h",
            "GET / HTTP/1.1\r\nAuthorization: Basic •••\r\nHost: h",
        ),
        ('{"Authorization":"Bearer ab.cd"}', '{"Authorization":"•••"}'),
        ('{"authorization":"Accepted"}',) * 2,
    ],
)
def test_shapes(text, masked):
    assert mask_text(text) == masked
    assert mask_text(masked) == masked


@pytest.mark.parametrize("name", [n for n in OPEN_NAMES if n])
def test_the_values_of_open_names_stay(name):
    text = json.dumps([3, "1", {"configurationKey": [{"key": name, "value": "27"}], name: "27"}])
    assert mask_text(text) is text


@pytest.mark.parametrize("secret", ["hunter2", 'a"b\\c/d', "pässword", "1234567", "+/+/+/"])
def test_a_known_secret_is_masked_in_every_form(secret):
    raw = secret.encode()
    forms = [
        secret,
        raw.hex(),
        raw.hex().upper(),
        base64.b64encode(b"CP1:" + raw).decode(),
        base64.urlsafe_b64encode(b"CP:" + raw).decode(),
        json.dumps(secret),
        json.dumps(json.dumps(secret)),
        quote(secret, safe=""),
    ]
    for form in forms:
        masked = mask_text(f"x{form}y", [secret])
        assert MASK in masked, form
        assert form[4:-4] == "" or form not in masked
    text = json.dumps({"note": f"<{secret}>", secret: [secret]})
    masked = mask_text(text, [secret])
    assert json.loads(masked) == {"note": f"<{MASK}>", MASK: [MASK]}


def test_known_numbers_are_masked_without_breaking_the_json():
    assert mask_text('[1,91234,1234,{"a":"x1234"}]', ["1234"]) == '[1,"•••","•••",{"a":"x•••"}]'


def test_a_short_secret_is_masked_only_as_a_whole_value():
    assert mask_text('{"a":"ab1","b":"b1","c":1}', ["b1"]) == '{"a":"ab1","b":"•••","c":1}'


def test_empty_and_repeated_secrets_are_harmless():
    masker = Masker(["", MASK, "•", "hunter2", "hunter2"])
    assert masker.mask("•••hunter2") == "••••••"


def test_bytes_that_are_not_utf8_survive_around_the_secret():
    masker = Masker()
    payload = b'{"x":"\xff\xfe","password":"ab\xffcd","y":"\x80"}'
    expected = b'{"x":"\xff\xfe","password":"' + MASK.encode() + b'","y":"\x80"}'
    assert masker.mask_payload(payload) == expected
    clean = b'{"x":"\xff\xfe"}'
    assert masker.mask_payload(clean) is clean
    assert masker.mask_payload(b'{"password":"x"}') == '{"password":"•••"}'
    nested = b'{"d":"{\\"password\\":\\"x\xff\\"}"}'
    assert masker.mask_payload(nested) == b'{"d":"{\\"password\\":\\"' + MASK.encode() + b'\\"}"}'


# --- properties ---------------------------------------------------------------------------------

ordinary = st.characters(codec="utf-8", exclude_characters="•", exclude_categories=["Cc"])
secrets = st.text(ordinary, min_size=6, max_size=20).map(lambda text: "Zq" + text.strip() + "9k")
names = st.sampled_from(SECRET_NAMES)


@st.composite
def shapes(draw):
    """(text with a secret, the secret, a word of the text before which no cut can be judged)."""
    secret = draw(secrets)
    name = draw(names)
    pair = dict(draw(st.permutations([("key", name), ("readonly", False), ("value", secret)])))
    named = [("component", {"name": "SecurityCtrlr"}), ("variable", {"name": name})]
    variable = dict(draw(st.permutations([*named, ("attributeValue", secret)])))
    report = dict(draw(st.permutations([*named, ("variableAttribute", [{"value": secret}])])))
    member = {"vendorId": "x", name: secret}
    payload, word = draw(
        st.sampled_from(
            [
                ({"configurationKey": [{"key": "A", "value": "1"}, pair]}, ""),
                (pair, name),
                ({"setVariableData": [variable]}, ""),
                ({"reportData": [report]}, ""),
                (member, ""),
                ({"data": json.dumps(member)}, ""),
                ({"data": json.dumps({"inner": json.dumps(member)})}, ""),
            ]
        )
    )
    separators = (", ", ": ") if draw(st.booleans()) else (",", ":")
    text = json.dumps(
        [2, "1", "X", payload], ensure_ascii=draw(st.booleans()), separators=separators
    )
    return text, secret, word


def written_forms(secret):
    one = {secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    two = {json.dumps(form)[1:-1] for form in one}
    three = {json.dumps(form)[1:-1] for form in two}
    return one | two | three


def end_of_secret(text, secret):
    ends = [text.find(form) + len(form) for form in written_forms(secret) if form in text]
    return max(ends)


def assert_gone(masked, secret):
    for form in written_forms(secret):
        assert form not in masked


@settings(max_examples=150, deadline=None)
@given(shapes())
def test_a_secret_in_valid_json_is_gone_and_the_json_stays_valid(shape):
    text, secret, _ = shape
    masked = mask_text(text)
    assert_gone(masked, secret)
    json.loads(masked)
    assert mask_text(masked) == masked
    assert masked.count(MASK) == 1


@settings(max_examples=250, deadline=None)
@given(shapes(), st.data())
def test_a_secret_in_damaged_json_is_gone(shape, data):
    text, secret, word = shape
    if data.draw(st.booleans(), "cut"):
        least = max(end_of_secret(text, secret), text.rfind(word) + len(word) if word else 0)
        text = text[: data.draw(st.integers(least, len(text)))]
    if data.draw(st.booleans(), "double a comma"):
        commas = [i for i, sign in enumerate(text) if sign == ","]
        if commas:
            at = data.draw(st.sampled_from(commas))
            assume(not text.find(secret) <= at < end_of_secret(text, secret))
            text = text[:at] + "," + text[at:]
    if data.draw(st.booleans(), "lose a quote"):
        quotes = [i for i, sign in enumerate(text) if sign == '"' and text[i - 1] != "\\"]
        at = data.draw(st.sampled_from(quotes))
        text = text[:at] + text[at + 1 :]
    masked = mask_text(text)
    assert_gone(masked, secret)
    assert mask_text(masked) == masked


words = st.sampled_from(
    [*SECRET_NAMES, *OPEN_NAMES, "key", "value", "name", "variable", "component", "Authorization"]
)
marks = st.sampled_from(
    [*"{}[],:\"'\\=@/ \n", '\\"', "://", "Basic ", "12", "true", "\\u0041", "é"]
)
tangles = st.lists(words | marks | st.text(max_size=5), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(tangles | st.text())
@example('{"password')
@example('"password":"\\')
@example("\ud800password:\udc80")
def test_no_text_raises_and_masking_twice_is_masking_once(text):
    masked = mask_text(text, ["hunter2"])
    assert mask_text(masked, ["hunter2"]) == masked


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(words | st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(json_values, st.booleans())
def test_valid_json_stays_valid(value, nested):
    text = json.dumps(json.dumps(value) if nested else value)
    json.loads(mask_text(text, ["Interval", "12345"]))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([n for n in OPEN_NAMES if n]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    ),
)
def test_text_without_secrets_comes_back_as_the_same_object(members):
    assume(not any(sign in text for text in members.values() for sign in "@=:"))
    text = json.dumps([2, "1", "X", members])
    assert mask_text(text) == text


@pytest.mark.parametrize(
    "piece",
    ['"password":"', "'password':'", "password=a ", "://a:", "ftp://u:p@", '{"a":', '"key":"pin",',
     '"value":"a","key":"StationPassword"', "\\", '"\\u0070', "authorization: basic ", "[", "a.pin"],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece):
    def took(count):
        text = piece * count
        begun = time.process_time()
        mask_text(text)
        return time.process_time() - begun

    small = min(took(2_000) for _ in range(3))
    # Ten times the text: ten times the time when linear, a hundred times when quadratic.
    assert took(20_000) < 40 * max(small, 0.001)
