/// The fields that checks across a registration point to; every format names them its own way.
enum IntakeField {
  case identifiers, facility, nationalSystem, nationalValue, birthDate, country
  case vitalStatus, diedOn, interest, interestOn
  case site(Int), diagnosedOn(Int), observedOn(Int, Int), availableOn(Int)
}

/// How a format names a field.
typealias FieldNaming = (IntakeField) -> String
