import Domain
import RegistryCrypto

@testable import HashedIdentifiers

/// A day that the test writes as text.
func day(_ iso: String) -> CivilDay {
  CivilDay(iso: iso) ?? CivilDay.latest
}

/// The present of all tests.
let today = day("2026-11-23")

/// Identifiers of a person who was never born, with numbers from ranges set aside for tests.
func person(
  facility: String? = "h014", mrn: String? = " 003115031 ", family: String? = "Cunningham",
  given: String? = "Tanya Mary", birthDate: String? = "1959-10-16",
  postcode: String? = "OH5 6XD", phone: String? = "+44 7940 626014", nhs: String? = "999 000 0018"
) throws -> PersonIdentifiers {
  try PersonIdentifiers(
    facility: facility, mrn: mrn, family: family, given: given,
    birthDate: birthDate.map { day($0) }, sex: "F", postcode: postcode, phone: phone,
    national: nhs.map { try NationalNumber(system: .nhs, value: $0) }, today: today)
}

/// A maker under the key 00 01 02 … 1f.
func testMaker() throws -> TokenMaker {
  try TokenMaker(key: Secret(copying: Array(0..<32)))
}
