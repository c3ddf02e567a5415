// What RegistryCrypto uses of OpenSSL 3: libcrypto only, through its EVP interface.
#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

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

#endif
