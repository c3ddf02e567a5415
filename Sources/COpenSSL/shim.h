// What RegistryCrypto uses of OpenSSL 3: libcrypto only, through its EVP interface, but for the two
// hash states of HMAC below.
#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <stddef.h>
#include <string.h>

// A parameter list keeps the addresses of its names. Swift passes a string to C for the time of one
// call only, so the two lists that are needed are built here, where names are literals.

// Starts HMAC-SHA-256 under a key; 1 on success.
static inline int copenssl_hmac_sha256_init(EVP_MAC_CTX *context, const unsigned char *key,
                                            size_t key_length) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
      OSSL_PARAM_construct_end()};
  return EVP_MAC_init(context, key, key_length, parameters);
}

// HMAC-SHA-256 as RFC 2104 defines it, from the hash states behind the two padded keys. EVP_MAC copies
// its contexts through the provider for every message, with an allocation each: two thirds of the
// time of a short MAC. NULL where the library was built without the SHA-256 functions, or where only
// validated (FIPS) algorithms may be used, which are reached through EVP alone.
#ifndef OPENSSL_NO_DEPRECATED_3_0
typedef struct {
  SHA256_CTX inner;
  SHA256_CTX outer;
} copenssl_hmac_states;

static inline copenssl_hmac_states *copenssl_hmac_states_new(const unsigned char *key,
                                                             size_t key_length) {
  if (EVP_default_properties_is_fips_enabled(NULL)) return NULL;
  copenssl_hmac_states *states = (copenssl_hmac_states *)OPENSSL_zalloc(sizeof *states);
  if (states == NULL) return NULL;
  unsigned char pad[SHA256_CBLOCK] = {0};
  int done = 1;
  if (key_length > SHA256_CBLOCK)
    done = SHA256(key, key_length, pad) != NULL;
  else
    memcpy(pad, key, key_length);
  for (size_t i = 0; i < SHA256_CBLOCK; i++) pad[i] ^= 0x36;
  done = done && SHA256_Init(&states->inner) && SHA256_Update(&states->inner, pad, SHA256_CBLOCK);
  for (size_t i = 0; i < SHA256_CBLOCK; i++) pad[i] ^= 0x36 ^ 0x5c;
  done = done && SHA256_Init(&states->outer) && SHA256_Update(&states->outer, pad, SHA256_CBLOCK);
  OPENSSL_cleanse(pad, sizeof pad);
  if (done) return states;
  OPENSSL_clear_free(states, sizeof *states);
  return NULL;
}

static inline void copenssl_hmac_states_free(copenssl_hmac_states *states) {
  OPENSSL_clear_free(states, sizeof *states);
}

// The MAC of one message, 32 bytes; 1 on success.
static inline int copenssl_hmac_states_mac(const copenssl_hmac_states *states,
                                           const unsigned char *message, size_t length,
                                           unsigned char *output) {
  SHA256_CTX hash = states->inner;
  if (!SHA256_Update(&hash, message, length) || !SHA256_Final(output, &hash)) return 0;
  hash = states->outer;
  return SHA256_Update(&hash, output, SHA256_DIGEST_LENGTH) && SHA256_Final(output, &hash);
}
#else
typedef struct {
  int unused;
} copenssl_hmac_states;

static inline copenssl_hmac_states *copenssl_hmac_states_new(const unsigned char *key,
                                                             size_t key_length) {
  return NULL;
}
static inline void copenssl_hmac_states_free(copenssl_hmac_states *states) {}
static inline int copenssl_hmac_states_mac(const copenssl_hmac_states *states,
                                           const unsigned char *message, size_t length,
                                           unsigned char *output) {
  return 0;
}
#endif

// HKDF-SHA-256, extract and expand; 1 on success. OpenSSL refuses a parameter without an address, so
// an empty salt or info is left out, which RFC 5869 defines as the same thing.
static inline int copenssl_hkdf_sha256(EVP_KDF_CTX *context, const unsigned char *key,
                                       size_t key_length, const unsigned char *salt,
                                       size_t salt_length, const unsigned char *info,
                                       size_t info_length, unsigned char *output,
                                       size_t output_length) {
  OSSL_PARAM parameters[5];
  OSSL_PARAM *next = parameters;
  *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0);
  *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_length);
  if (salt_length > 0)
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_length);
  if (info_length > 0)
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_length);
  *next = OSSL_PARAM_construct_end();
  return EVP_KDF_derive(context, output, output_length, parameters);
}

// Keeps the memory of the process out of core files and away from other processes of the same user; 0
// on success. A limit on core files does not reach a handler that the kernel pipes them to. The call
// takes a variable number of arguments, which Swift does not import.
#ifdef __linux__
#include <sys/prctl.h>
static inline int copenssl_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
static inline int copenssl_forbid_dumps(void) { return 0; }
#endif

#endif
