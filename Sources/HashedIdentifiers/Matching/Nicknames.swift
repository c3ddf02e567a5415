/// Which given names are short forms of which.
///
/// A name may be short for several (Alex for Alexander and for Alexandra), which does not make
/// those the same: twins are called that.
enum Nicknames {
  /// What is known of one given name: its own number where others are short for it, then the
  /// numbers of up to three names that it is short for; 0 for none.
  typealias Entry = SIMD4<UInt16>

  /// The entry of a canonical given name; all zeros for a name that the table does not hold.
  static func entry(of name: PackedText) -> Entry { table[name] ?? .zero }

  /// Whether one name is a short form of the other, or both are of a third.
  @inline(__always)
  static func areRelated(_ left: Entry, _ right: Entry) -> Bool {
    if left == .zero || right == .zero { return false }
    for index in 1..<4 {
      let long = right[index]
      if long != 0, left[0] == long || left[1] == long || left[2] == long || left[3] == long {
        return true
      }
      if left[index] != 0, left[index] == right[0] { return true }
    }
    return false
  }

  /// Whether one name is the full form of the other; two short forms are names of twins as well.
  @inline(__always)
  static func isFullAndShort(_ left: Entry, _ right: Entry) -> Bool {
    (1..<4).contains {
      (left[$0] != 0 && left[$0] == right[0]) || (right[$0] != 0 && right[$0] == left[0])
    }
  }

  private static let table: [PackedText: Entry] = {
    var table: [PackedText: Entry] = [:]
    var number: UInt16 = 0
    for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
      for group in line.split(separator: UInt8(ascii: ",")) {
        number += 1
        for (position, name) in group.split(separator: UInt8(ascii: " ")).enumerated() {
          var entry = table[PackedText(name)] ?? .zero
          if position == 0 {
            entry[0] = number
          } else if let place = (1..<4).first(where: { entry[$0] == 0 }) {
            entry[place] = number
          }
          table[PackedText(name)] = entry
        }
      }
    }
    return table
  }()

  /// Groups of a full name and its short forms, as they are in use in English, German, Dutch,
  /// French, Spanish and Polish.
  private static let lines = """
    abigail abby gail,abraham abe bram,adam ad,adelaide addie,agnes aggie,albert al bert albie
    alexander alex al alec sandy xander sascha,alexandra alex sandra sandy lexi sascha ola
    alfred al alf fred alfie,alice ali,allison ally ali,amanda mandy,amelia amy millie
    andrew andy drew,andreas andi,angela angie,ann annie nan,anna annie anja ania,anne annie
    anthony tony ant,antonio tony toni,antonia toni,arthur art artie,augustus gus
    barbara barb babs basia,bartholomew bart,beatrice bea trixie,benjamin ben benny benji,bernard bernie
    bernadette bernie,beverly bev,bradley brad,bridget biddy,calvin cal,cameron cam
    carolyn carol carrie,caroline carrie carol caro lina,catherine cathy kate katie cath cat kitty kay kaye
    cecilia celia cissy,charles charlie chuck chas chip karl,charlotte charlie lottie
    christian chris,christina chris chrissy tina christa,christine chris chrissy tina christa
    christopher chris kit topher kris khris,clara claire,clarence clare,clifford cliff,constance connie
    cornelius neil cees kees,curtis curt,cynthia cindy,daniel dan danny,danielle dani,david dave davy
    deborah deb debbie,dennis denny,desmond des,diana di,dominic dom nick,donald don donnie
    dorothy dot dottie dolly,douglas doug,edgar ed eddie,edmund ed eddie ned,edward ed eddie ted ned teddy
    edwin ed eddie,eleanor ellie nell nora,elizabeth liz beth betty lizzie eliza betsy elsie lisa libby elle
    elisabeth lisa elli sissi liesl betty bettina,ella ellie,emily em emmy millie,emma em emmy
    ernest ernie,eugene gene,evelyn eve evie,ezekiel zeke,florence flo florrie,frances fran francie frankie
    francis frank fran,franciscus frans,franklin frank,franz francesco,francisco paco pancho frank
    frederick fred freddie rick,friedrich fritz fred,gabriel gabe,gabriela gaby gabi,gabrielle gabby
    georg jurgen schorsch,george georgie,georgina georgie gina,gerald gerry jerry,gerard gerry
    gertrude gertie trudy,gilbert gil bert,gregory greg,guadalupe lupe,gwendolyn gwen
    hannelore hanne lore,harold harry hal,harriet hattie,helen nell lena,heinrich heinz heiner,henry harry hank hal
    herbert herb bert,hubert bert,ignacio nacho,isaac ike zac,isabel isa bella,isabella bella izzy isa
    jacob jake jack,jacqueline jackie,jakub kuba,james jim jimmy jamie jem,jan hans,janet jan,janice jan
    jeffrey jeff,jennifer jen jenny jenna,jeremiah jerry jeremy,jerome jerry,jessica jess jessie
    joan joanie,joanna jo joanie asia,joanne jo,johannes hans hannes johann jan jo,john jack johnny jock
    jonathan jon jonny,jose pepe,josef sepp,joseph joe joey jo,josephine jo josie,joshua josh
    joyce joy,judith judy,julia jules julie,julian jules,julie jules,justin jus,katherine kathy kate katie kat kitty kay kaye
    kathleen kathy kath kate katie,kathryn kathy kate katie kat,katarzyna kasia,kenneth ken kenny
    kimberly kim kimmy,kristen kris kirsty,kristina kris tina,lawrence larry laurie lars,leonard len lenny leo
    leonardo leo,leroy roy,leslie les,lillian lily lil lilly,louis lou louie,louise lou lulu
    lucille lucy,luis lucho,madeline maddie,malgorzata gosia,magdalena magda lena leni,manuel manny manolo
    marcus marc mark,margaret maggie meg peggy marge margie greta daisy rita peg,margarete grete gretel greta
    maria mia mitzi,marilyn mary,marjorie marge margie,martha marty,martin marty,mary molly polly mamie minnie
    matilda tilly mattie,matthew matt matty,maximilian max,maxwell max,megan meg,melanie mel,melissa mel missy lissa
    melvin mel,michael mike mick micky mikey mickey,michelle shelly missy,mildred millie,miriam mimi,mitchell mitch
    mohammed mo,muhammad mo,mohamed mo,nancy nan,natalie nat,nathaniel nat nate nathan,nathan nate nat
    nicholas nick nicky nico klaus,nicole nicky nikki,nikolaus klaus niko,norman norm,oliver ollie,olivia liv livvy
    oscar ozzie,pamela pam,patricia pat patty trish tricia patsy,patrick pat paddy rick,paul paulie,paula paulie
    penelope penny,peter pete,philip phil pip,phillip phil pip,phyllis phyl,priscilla cilla,rachel rae
    ralph ralphie,randolph randy,randall randy,raymond ray,rebecca becky becca,reginald reg reggie
    richard rick dick rich richie ricky ritchie,robert bob rob bobby robbie bert robin,roberta bobbie,roderick rod
    rodney rod,roger rodge,roland rollo,ronald ron ronnie,rosalind roz,rosemary rose rosie,roxanne roxy
    rudolph rudy rolf,russell russ rusty,ruth ruthie,salvatore sal,samantha sam sammy,samuel sam sammy,sandra sandy
    sarah sally sadie,sebastian seb bastian,sharon shari,shirley shirl,sidney sid,silvester sly,simon si
    sophia sophie,sophie soph,stanley stan,stefan steffen,stephanie steph steffi,stephen steve stevie,steven steve stevie
    susan sue susie suzy,susanna sue susie sanna,suzanne sue suzy,sylvia syl,tamara tammy,tammy tam
    terence terry,teresa terry tess tessa resi,theresa terry tess tessa resi,theodore ted theo teddy
    tyler ty,tyrone ty,thomas tom tommy,timothy tim timmy,tobias toby,tomasz tomek,ulrich uli,ursula uschi uli,valerie val,vanessa nessa
    veronica ronnie vera,victor vic,victoria vicky vicki vickie vic tori,vincent vince vinny,violet vi,virginia ginny ginger
    vivian viv,waldemar waldi,wallace wally,walter walt wally,wendy wen,wilhelm willi willy helmut
    william bill will billy liam willie,wilhelmina mina minnie,winifred winnie fred,yvonne eve,zachary zach zack
    """
}
