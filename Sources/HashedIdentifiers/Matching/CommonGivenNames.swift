/// Given names that many people have.
///
/// Two of them, however near, are more likely two people than one slip of the keyboard: twins are
/// called Maria and Marie, and a slip makes a name that nobody has.
enum CommonGivenNames {
  static func contains(_ name: PackedText) -> Bool { names.contains(name) }

  /// Whether two texts are each one edit at most away from the same name.
  static func haveOneWithinOneEdit(_ left: PackedText, _ right: PackedText) -> Bool {
    names.contains {
      StringAlignment.isWithinOne($0, left) && StringAlignment.isWithinOne($0, right)
    }
  }

  private static let names: Set<PackedText> = Set(
    list.utf8.split(whereSeparator: { $0 <= UInt8(ascii: " ") }).map { PackedText($0) })

  /// The most frequent given names of the United States census of 1990 (public domain), and frequent
  /// ones of later years and other countries, in canonical form.
  private static let list = """
    aaron abby abel abena abigail abraham ada adam addie addison adela adele adeline aden adrian
    adriana adrienne agnes agnieszka ahmad ahmed ahmet aida aidan aiden aileen aimee aisha ajay
    akhil akiko akira al ala alan alana alba albert alberta alberto alejandra alejandro alessandra
    alessandro alex alexander alexandra alexandria alexis alfie alfonso alfred alfredo ali alia
    alice alicia alina aline alisa alisha alison alissa aliya allan allen allie allison allyson
    alma alonzo alta althea alton alvin alyce alyssa ama amanda amber amelia amie amina amir amira
    amit amos amy ana anastasia andre andrea andreas andrei andrej andres andrew andy angel angela
    angelia angelica angelina angeline angelo angie anil anita anja anke ann anna annabel
    annabelle anne anneke annette annie anouk anthony antje antoine antoinette antonia antonio
    april araceli archie aria ariana arianna arjun arlene arline armando arnold arthur arturo
    ashlee ashley asra astrid aubrey audra audrey augusta aurelia aurelie aurora austin autumn ava
    avery avis ayaan ayan ayden ayesha ayse bailey barbara barbra barry baylee beatrice beatriz
    becky belinda bella ben benita benjamin bennie benny bernadette bernadine bernard bernice bert
    berta bertha bessie beth bethany betsy bette bettie betty bettye beulah beverly bianca bill
    billie billy bjorn blake blanca blanche bo bob bobbi bobbie bobby bonita bonnie boyd brad
    bradford bradley brandi brandon brandy brayden breanna brenda brendan brent bret brett brian
    briana brianna bridget bridgette brittany brittney brooke brooklyn bruce bryan bryant bryce
    bryden byron caden caitlin caleb callie callum calum calvin cameron camille candace candice
    candy cara carl carla carlene carlos carlton carly carmela carmella carmen carol carole
    carolina caroline carolyn carrie carroll carsten cary casey cassandra cassie catalina
    catherine cathleen cathy cayden cecelia cecil cecile cecilia cedric celeste celia cesar chad
    chandra chantal charity charlene charles charlie charlotte charmaine chase chasity chelsea
    cheri cherie cheryl chester chiara chidi chika chloe chris christa christi christian christie
    christina christine christoffer christopher christy chrystal chuck ciaran cindy claire clara
    clare clarence clarice clarissa clark claude claudette claudia claudine clay clayton cleo
    cleveland clifford clifton clint clinton clyde cody colette colin colleen concepcion connie
    connor conor conrad constance consuelo cora corey corine corinne cornelia cornelius corrine
    cory courtney craig cristina crystal curtis cynthia daiki daisy dale dallas damian damon dan
    dana daniel danielle danny daphne darcy darin darla darlene darnell darrel darrell darren
    darrin darryl daryl dave david dawn dean deana deanna deanne debbie debora deborah debra dee
    deena deepak deidre deirdre delbert delia della delores deloris demetrius dena denise dennis
    derek derrick desiree devin dewayne dewey dexter diana diane dianna dianne dieter dina dipak
    dixie dmitri dmitry dollie dolly dolores domingo dominic dominick dominique don dona donald
    donna donnie dora doreen doris dorothea dorothy dorthy doug douglas doyle drew duane dustin
    dwayne dwight dylan earl earlene earline earnest earnestine ebony ed eddie eden edgar edith
    edmond edmund edna eduardo edward edwin edwina effie efrain eileen elaine elbert eldon eleanor
    elena eli elias elif elijah elina elinor elisa elisabeth elise eliza elizabeth ella ellen
    ellis elma elmer elnora eloise elsa elsie elton elva elvia elvira emanuel emeka emil emilia
    emilie emilio emily emina emma emmanuel emmett emre enrique enzo eoin eric erica erick ericka
    erik erika erin erma ernest ernestine ernesto ervin esmeralda esperanza esra essie estela
    estella estelle ester esther ethan ethel etta euan eugene eugenia eula eunice eva evan
    evangeline eve evelyn everett evie ewa ewan ezra fabian fabio faith fannie fatima fatimah
    fatma fay faye felicia felipe felix femi femke fenna fern fernando filip findlay finley finn
    flavia flavio flora florence flossie floyd forrest fran frances francesca francine francis
    francisca francisco frank frankie franklin fred freda freddie freddy frederick fredrick freya
    frieda funmi fynn gabriel gabriela gabrielle gail gale garland garrett garry gary gavin gay
    gayle gena gene geneva genevieve geoffrey george georgette georgia georgina gerald geraldine
    gerard gerardo gertrude gilbert gilberto gina ginger giulia giulio gladys glen glenda glenn
    glenna gloria goldie gordon grace gracie graciela grady grant greg gregg gregory greta
    gretchen gretel grover guadalupe guillermo gustavo guy gwen gwendolyn hailey haley hanna
    hannah hans harley harold harper harriet harriett harry haruka haruki harvey hasan hassan
    hatice hattie hayden hayley hazel heath heather hector heidi heinz helen helena helene helga
    henrietta henry herbert herman hilary hilda hillary hiroshi holly homer hope horace howard hua
    hubert hugh hugo hui humberto hunter hussain hussein iain ian ida ignacio ila ilene imelda
    imogen imogene ina ines inez inga inge ingrid ira irene iris irma irvin irving isaac isabel
    isabella isabelle isla islay ismael isobel israel iva ivan ivana ivy iwan jack jackie jaclyn
    jacob jacqueline jacquelyn jaden jaiden jaime jake jakub james jami jamie jan jana jane
    janelle janet janette janice janie janine janis janna janusz jared jasmine jason javier jay
    jayden jayne jean jeanette jeanie jeanine jeanne jeannette jeannie jeannine jeff jeffery
    jeffrey jenifer jenna jennie jennifer jenny jens jerald jeremiah jeremy jeri jermaine jerome
    jerri jerry jess jesse jessica jessie jesus jewel jewell jian jie jill jillian jim jimmie
    jimmy jin jing jo joachim joan joann joanna joanne jocelyn jochen jodi jodie jody joe joel
    joey johan johann johanna johannes john johnathan johnnie johnny jolene jon jonas jonathan
    jonathon joni jonna joonas jordan jorg jorge jose josefa josefina joseph josephine josh joshua
    josie joy joyce juan juana juanita judith judy julia julian juliana julianne julie juliette
    julio julius jun june junior jurgen justin justine kaden kaja kara karan karen kari karim
    karima karin karina karl karla karsten kasey katarina katarzyna kate katelyn katharina
    katharine katherine kathie kathleen kathrin kathrine kathryn kathy katie katja katrin katrina
    katy kavita kay kaya kayden kaye kayla kaylee kayleigh kayley keiran keisha keita keith kelley
    kelli kellie kelly kelsey kelvin kemi ken kendall kendra kenji kenneth kenny kent kenta kenya
    keri kerri kerry kerstin kevin khadija kian kieran kiley kim kimberley kimberly kiran kirk
    kirsten klara kofi kris krista kristen kristi kristian kristie kristin kristina kristine
    kristoffer kristopher kristy krystal krzysztof kunal kurt kwame kwesi kyan kyle kylie lacey
    ladonna lakeisha lakisha lamar lamont lan lana lance lara larry lars lasse latasha latisha
    latonya latoya laura laurel lauren laurence laurie laverne lavonne lawanda lawrence layla lea
    leah leann leanne lee leigh leila lela leland lena lenora lenore leo leola leon leona leonard
    leonie leonor leroy lesley leslie lester letha leticia levi lewis li liam lidia lila lilia
    lilian lillian lillie lilly lily lin lina linda lindsay lindsey ling lionel lisa liza lizzie
    lloyd logan lois lola lonnie lora loraine loren lorena lorene lorenzo loretta lori lorie lorna
    lorraine lorrie lottie lou louie louis louisa louise lourdes lowell luann luc luca lucas lucia
    lucie lucile lucille lucinda lucy luella luigi luis luisa luka lukas luke lula luna lupe
    luther luz lydia lyle lynda lynette lynn lynne maarten mabel mable mack mackenzie maddison
    madeline madelyn madge madison mae magdalena maggie maja makayla malcolm malgorzata malinda
    mallory mamie mandy manon manuel manuela mara marc marcella marci marcia marcie marco marcos
    marcus marcy maren margaret margarita margery margie margo margret marguerite mari maria
    mariam marian marianne maribel maricela marie marietta marilyn marina mario marion marisa
    marisol marissa maritza marjorie mark marko marla marlene marlon marsha marshall marta martha
    martijn martin martina marty marva marvin mary maryam maryann maryanne marylou mason mateo
    mathew mathieu matilda matt matteo matthew matthieu mattia mattie maude maureen maurice mavis
    max maxi maxine may maya mayra meagan megan meghan mehmet mei melanie melba melinda melisa
    melissa melody melva melvin mercedes meredith merle mia micah michael michaela micheal michele
    michelle mickey miguel mika mikayla mike miko mila milagros mildred miles milla millie milton
    min mina mindy minerva ming minna minnie miranda miriam mirko misty mitchell mitzi miya
    mohamed mohammed mohit mollie molly mona monica monika monique morgan morris moses muhammad
    murat muriel mustafa myra myrna myron myrtle nadia nadine nadja nancy nanette nannie naomi
    natalia natalie natalya natasha nathan nathaniel neal neha neil nelda nell nellie nelson
    nettie neva ngozi niamh nicholas nichole nick nico nicolas nicole nikhil nikki niko nina ning
    nino nita nneka noah noel noelle noemi nola nona nora norah noreen norma norman odessa ofelia
    ola olaf ole olga olive oliver olivia ollie omar opal ophelia ora orlando orville oscar otis
    otto owen pablo paige pam pamela paolo pat patrica patrice patricia patrick patsy patti patty
    paul paula paulette pauline pawel pearl pearlie pedro peggy penelope penny percy perry pete
    peter petra phil philip philipp phillip phoebe phyllis pierre pieter ping piotr polly poppy
    preston pria priscilla priya qing rachael rachel rachelle rae rafael rahul raj ralph ramiro
    ramon ramona rana randal randall randi randolph randy rani raquel raul ravi ray rayan raymond
    reba rebecca rebekah regina reginald rena rene renee reuben reva rex reynaldo rhian rhiannon
    rhoda rhonda rhys ricardo richard rick rickey ricky rico rina rita rob robbie robert roberta
    roberto robin robyn rochelle rocky roderick rodger rodney rodolfo rogelio roger rohan rohit
    roland rolando roman ron ronald ronan ronda ronnie roosevelt rory rosa rosalie rosalind
    rosalinda rosalyn rosanne rosario rose roseann rosemarie rosemary rosetta rosie roslyn ross
    rowan roxanne roxie roy royce ruben ruby rudolph rudy rufus russell ruth ruthie ryan sabrina
    sade sadie safa safiya sallie sally salvador salvatore sam samantha samina samir samira sammy
    samuel sandra sandy sanjay sanna sanne santiago santos sara sarah sasha saul saundra savita
    scarlett scott sean selena selma serena sergei sergey sergio seth shana shane shanna shannon
    shari sharon sharron shaun shauna shawn shawna sheena sheila shelby sheldon shelia shelley
    shelly sheree sheri sherman sherri sherrie sherry sheryl shirley sidney sigrid silvia silvio
    simon simone sinead siobhan sneha socorro sofia sofie sofiya sondra sonia sonja sonya sophia
    sophie spencer stacey staci stacie stacy stan stanley stefan stefanie stella stephan stephanie
    stephen sterling steve steven stewart stuart sue sumit summer sunil sunita susan susana
    susanna susanne susie suzanne suzette sven svenja sybil sylvester sylvia tabatha tabitha
    takashi tamara tameka tami tamika tammi tammie tammy tania tanisha tanja tanya tara tarun
    tasha tatiana tatyana taylor tayo ted teddy terence teresa teri terrance terrell terrence
    terri terrie terry tessa thelma theodore theresa therese thibault thomas thorsten tia tiffany
    tim timmy timo timothy tina tino toby todd tom tomas tomasz tommie tommy toni tonia tony tonya
    torben torsten tracey traci tracie tracy travis trent trevor tricia trina trisha troy trudy
    tunde tyler tyrone umar ursula uta ute uwe valarie valeria valerie van vanessa varun velma
    vera verna vernon veronica vicente vicki vickie vicky victor victoria vijay vincent viola
    violet virgie virgil virginia vishal vivian wade wallace walter wanda wang warren wayne wei
    wendell wendi wendy wesley whitney wilbert wilbur wilfred will willa willard william willie
    willis wilma wilson winifred winnie winston wm wojciech woodrow wyatt xin yan yang yasmin
    yasmine yemi yesenia ying yolanda yong yousef yu yuka yuki yuko yusuf yvette yvonne zach
    zachary zack zahra zaiden zainab zara zaynab zelma zeynep zoe zoey zofia
    """
}
