#include "sim/core/sha256.hpp"

#include <string>

#include <catch2/catch.hpp>

// Known answers of NIST's Cryptographic Algorithm Validation Program and FIPS 180-2, appendix B.
TEST_CASE("the hash of known texts is the published one", "[unit][core]") {
  CHECK(sim::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sim::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sim::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sim::sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a text that just fills or just overflows its last block hashes to 64 digits of its own",
          "[unit][core]") {
  std::string last;
  for (std::size_t length = 54; length <= 65; ++length) {
    const std::string hash = sim::sha256(std::string(length, 'x'));
    CHECK(hash.size() == 64);
    CHECK(hash != last);
    last = hash;
  }
}
